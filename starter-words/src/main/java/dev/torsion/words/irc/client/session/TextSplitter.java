package dev.torsion.words.irc.client.session;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBufUtil;

/**
 * A text in pieces that fit into lines: between words, or else between characters.
 */
final class TextSplitter {

	/** A word is not pulled over for less than this. */
	private static final int SHORTEST = 3;

	private TextSplitter() {
	}

	/**
	 * Splits a text.
	 * @param text the text
	 * @param length longest piece in bytes of UTF-8, at least 4
	 * @return the pieces, one if the text is empty
	 */
	static List<String> split(String text, int length) {
		List<String> pieces = new ArrayList<>();
		int at = 0;
		while (ByteBufUtil.utf8Bytes(text, at, text.length()) > length) {
			int end = fitting(text, at, length);
			int space = text.lastIndexOf(' ', end);
			boolean wordwise = space > at + (end - at) / SHORTEST;
			pieces.add(text.substring(at, wordwise ? space : end));
			at = wordwise ? space + 1 : end;
		}
		pieces.add(text.substring(at));
		return pieces;
	}

	private static int fitting(String text, int from, int length) {
		int at = from;
		int left = length;
		while (at < text.length()) {
			int point = text.codePointAt(at);
			left -= (point < 0x80) ? 1 : (point < 0x800) ? 2 : (point < 0x10000) ? 3 : 4;
			if (left < 0) {
				break;
			}
			at += Character.charCount(point);
		}
		return at;
	}

}
