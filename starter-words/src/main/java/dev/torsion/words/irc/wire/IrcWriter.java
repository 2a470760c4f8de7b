package dev.torsion.words.irc.wire;

import java.util.List;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Messages as lines. What would break a line ends the text it is in, what would break a
 * parameter ends that, and a tag with such a name is left out; a line that would be
 * longer than a peer takes is cut off between two characters.
 */
public final class IrcWriter {

	/** The longest line that every peer takes, its end and tags not counted. */
	public static final int MAX_LINE = 510;

	private IrcWriter() {
	}

	/**
	 * Writes a message with its tags.
	 * @param message the message
	 * @param out where to
	 */
	public static void write(IrcMessage message, ByteBuf out) {
		writeTags(message.tags(), out);
		int start = out.writerIndex();
		if (message.source() != null) {
			out.writeByte(':');
			text(message.source(), out);
			out.writeByte(' ');
		}
		text(message.command(), out);
		List<String> parameters = message.parameters();
		for (int i = 0; i < parameters.size(); i++) {
			out.writeByte(' ');
			if (i < parameters.size() - 1) {
				middle(parameters.get(i), out);
				continue;
			}
			if (needsColon(parameters.get(i))) {
				out.writeByte(':');
			}
			text(parameters.get(i), out);
		}
		end(start, out);
	}

	/**
	 * Writes tags, and the space behind them.
	 * @param tags the tags; nothing is written without any
	 * @param out where to
	 */
	public static void writeTags(Map<String, String> tags, ByteBuf out) {
		if (tags.isEmpty()) {
			return;
		}
		char before = '@';
		for (Map.Entry<String, String> tag : tags.entrySet()) {
			if (!TagText.isName(tag.getKey())) {
				continue;
			}
			out.writeByte(before);
			text(tag.getKey(), out);
			if (!tag.getValue().isEmpty()) {
				out.writeByte('=');
				text(TagText.escape(tag.getValue()), out);
			}
			before = ';';
		}
		if (before == ';') {
			out.writeByte(' ');
		}
	}

	private static void end(int start, ByteBuf out) {
		if (out.writerIndex() - start > MAX_LINE) {
			int end = start + MAX_LINE;
			while ((out.getByte(end) & 0xC0) == 0x80) {
				end--;
			}
			out.writerIndex(end);
		}
		out.writeByte('\r').writeByte('\n');
	}

	private static boolean needsColon(String parameter) {
		return parameter.isEmpty() || parameter.charAt(0) == ':' || parameter.indexOf(' ') >= 0;
	}

	/** One that is not the last goes as far as its first space. */
	private static void middle(String text, ByteBuf out) {
		int space = text.indexOf(' ');
		String word = (space < 0) ? text : text.substring(0, space);
		text((word.isEmpty() || word.charAt(0) == ':') ? "*" : word, out);
	}

	private static void text(String text, ByteBuf out) {
		int end = 0;
		while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n' && text.charAt(end) != 0) {
			end++;
		}
		ByteBufUtil.writeUtf8(out, text, 0, end);
	}

}
