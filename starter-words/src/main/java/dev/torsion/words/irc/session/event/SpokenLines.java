package dev.torsion.words.irc.session.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.torsion.words.Message;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.irc.wire.IrcWriter;
import io.netty.buffer.ByteBufUtil;

/**
 * What somebody has said as messages: one if it is one line that fits, else several,
 * which IRCv3's multiline puts in a batch for those who know that. Others are told the
 * lines one by one, without the empty ones.
 */
public final class SpokenLines {

	/** Lines of a message that belong together although they are told in two. */
	public static final String CONCAT = "draft/multiline-concat";

	/**
	 * The tag of a message that says from which characters on its lines were continued,
	 * with commas between. It is told to nobody.
	 */
	public static final String CONTINUED = "+" + CONCAT;

	private static final String BATCH = "batch";

	private SpokenLines() {
	}

	/**
	 * Whether it is one line that fits.
	 * @param source the host mask of who says it
	 * @param type how it may be answered
	 * @param target to whom or where
	 * @param text what
	 * @return whether all of it can be told in one message
	 */
	public static boolean fits(String source, Message.Type type, String target, String text) {
		return bytes(text) <= room(source, type, target) + (text.indexOf(' ') < 0 && !text.startsWith(":") ? 1 : 0);
	}

	private static boolean isPlain(Message message, String target) {
		String text = message.text();
		return !message.tags().containsKey(CONTINUED) && text.indexOf('\n') < 0 && text.indexOf('\r') < 0
				&& fits(message.author().hostMask(), message.type(), target, text);
	}

	private static int bytes(String text) {
		return ByteBufUtil.utf8Bytes(text);
	}

	/** Bytes that are left for the text, of which the colon before it is none. */
	private static int room(String source, Message.Type type, String target) {
		return IrcWriter.MAX_LINE - ": ".length() - ByteBufUtil.utf8Bytes(source) - verb(type).length()
				- ByteBufUtil.utf8Bytes(target) - "  :".length();
	}

	private static String verb(Message.Type type) {
		return (type == Message.Type.NOTICE) ? "NOTICE" : "PRIVMSG";
	}

	static long relevant(Message message, String target) {
		return (message.type() == Message.Type.TAGS || isPlain(message, target)) ? 0
				: Cap.MULTILINE.bit() | Cap.BATCH.bit();
	}

	static List<IrcMessage> of(Message message, String target, Map<String, String> tags, boolean multiline) {
		String source = message.author().hostMask();
		String verb = verb(message.type());
		if (isPlain(message, target)) {
			return List.of(new IrcMessage(tags, source, verb, List.of(target, message.text())));
		}
		List<Piece> pieces = pieces(message, room(source, message.type(), target));
		List<IrcMessage> lines = new ArrayList<>(pieces.size() + 2);
		if (multiline) {
			String name = "m-" + message.id();
			lines.add(new IrcMessage(tags, source, "BATCH", List.of("+" + name, "draft/multiline", target)));
			for (Piece piece : pieces) {
				Map<String, String> own = piece.continued() ? Map.of(BATCH, name, CONCAT, "") : Map.of(BATCH, name);
				lines.add(new IrcMessage(own, source, verb, List.of(target, piece.text())));
			}
			lines.add(IrcMessage.from(source, "BATCH", "-" + name));
			return lines;
		}
		Map<String, String> later = new LinkedHashMap<>(tags);
		later.remove("msgid");
		for (Piece piece : pieces) {
			if (!piece.text().isEmpty()) {
				lines.add(new IrcMessage(lines.isEmpty() ? tags : later, source, verb, List.of(target, piece.text())));
			}
		}
		return lines;
	}

	private static List<Piece> pieces(Message message, int room) {
		String text = message.text();
		Set<Integer> continued = offsets(message.tags().getOrDefault(CONTINUED, ""));
		List<Piece> pieces = new ArrayList<>();
		int start = 0;
		boolean joined = false;
		for (int at = 0; at <= text.length(); at++) {
			boolean line = at == text.length() || text.charAt(at) == '\n';
			if (line || continued.contains(at)) {
				split(text.substring(start, at).replace("\r", ""), joined, room, pieces);
				start = line ? at + 1 : at;
				joined = !line;
			}
		}
		return pieces;
	}

	private static Set<Integer> offsets(String text) {
		return Arrays.stream(text.split(","))
			.filter((offset) -> offset.matches("[0-9]{1,7}"))
			.map(Integer::valueOf)
			.collect(Collectors.toSet());
	}

	private static void split(String line, boolean joined, int room, List<Piece> pieces) {
		String rest = line;
		boolean continued = joined;
		while (ByteBufUtil.utf8Bytes(rest) > room) {
			int end = end(rest, room);
			pieces.add(new Piece(rest.substring(0, end), continued));
			rest = rest.substring(end);
			continued = true;
		}
		pieces.add(new Piece(rest, continued));
	}

	/** Behind the last word that fits; within it if it is a long one. */
	private static int end(String text, int room) {
		int bytes = 0;
		int end = 0;
		while (end < text.length()) {
			int width = Character.charCount(text.codePointAt(end));
			bytes += ByteBufUtil.utf8Bytes(text, end, end + width);
			if (bytes > room) {
				break;
			}
			end += width;
		}
		int space = text.lastIndexOf(' ', end - 1);
		return (space > end / 2) ? space + 1 : Math.max(end, 1);
	}

	/**
	 * A part of what was said.
	 *
	 * @param text the part
	 * @param continued whether it belongs to the line before
	 */
	private record Piece(String text, boolean continued) {

	}

}
