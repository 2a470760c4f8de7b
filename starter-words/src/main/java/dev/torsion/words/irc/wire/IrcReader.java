package dev.torsion.words.irc.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.torsion.words.irc.wire.IrcSyntaxException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Lines as messages: RFC 1459 section 2.3.1, with spaces in any number between the parts,
 * and the tags of IRCv3's message-tags. Safe for use by many threads.
 */
public final class IrcReader {

	/** As many as RFC 1459 section 2.3 has; what follows belongs to the last. */
	private static final int PARAMETERS = 15;

	/** What stands in a text for bytes that are not UTF-8. */
	private static final char REPLACEMENT = '\uFFFD';

	private final int maxTags;

	private final int maxRest;

	/**
	 * Creates a reader.
	 * @param maxTags longest tags in bytes, with the {@code @} and the space behind them
	 * @param maxRest longest rest in bytes, its end not counted
	 */
	public IrcReader(int maxTags, int maxRest) {
		this.maxTags = maxTags;
		this.maxRest = maxRest;
	}

	/**
	 * The longest line there may be.
	 * @return bytes, its end not counted
	 */
	public int maxLine() {
		return this.maxTags + this.maxRest;
	}

	/**
	 * Reads a line.
	 * @param line the line without its end; consumed
	 * @return the message, {@code null} if the line is empty
	 * @throws IrcSyntaxException if it is none
	 */
	public @Nullable IrcMessage read(ByteBuf line) {
		int tags = tagsLength(line);
		int rest = line.readableBytes() - tags;
		if (tags > this.maxTags || rest > this.maxRest) {
			throw new IrcSyntaxException(Kind.TOO_LONG);
		}
		String text = line.toString(UTF_8);
		if (text.indexOf(REPLACEMENT) >= 0 && !ByteBufUtil.isText(line, UTF_8)) {
			throw new IrcSyntaxException(Kind.NOT_UTF8);
		}
		line.skipBytes(line.readableBytes());
		return read(text);
	}

	private static int tagsLength(ByteBuf line) {
		if (!line.isReadable() || line.getByte(line.readerIndex()) != '@') {
			return 0;
		}
		int space = line.bytesBefore((byte) ' ');
		return (space < 0) ? line.readableBytes() : space + 1;
	}

	/**
	 * Reads a line.
	 * @param line the line without its end
	 * @return the message, {@code null} if the line is empty
	 * @throws IrcSyntaxException if it is none
	 */
	public static @Nullable IrcMessage read(String line) {
		if (line.indexOf(0) >= 0 || line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
			throw new IrcSyntaxException(Kind.FORBIDDEN_CHARACTER);
		}
		Map<String, String> tags = Map.of();
		int at = 0;
		if (line.startsWith("@")) {
			int space = end(line, 0);
			tags = tags(line.substring(1, space));
			at = spaces(line, space);
		}
		else {
			at = spaces(line, 0);
		}
		String source = null;
		if (at < line.length() && line.charAt(at) == ':') {
			int space = end(line, at);
			source = line.substring(at + 1, space);
			at = spaces(line, space);
		}
		if (at == line.length() && tags.isEmpty() && source == null) {
			return null;
		}
		int space = end(line, at);
		String command = command(line.substring(at, space));
		return new IrcMessage(tags, source, command, parameters(line, spaces(line, space)));
	}

	private static String command(String text) {
		if (text.isEmpty()) {
			throw new IrcSyntaxException(Kind.NO_COMMAND);
		}
		for (int i = 0; i < text.length(); i++) {
			if (!isCommandCharacter(text.charAt(i))) {
				throw new IrcSyntaxException(Kind.NO_COMMAND);
			}
		}
		return text.toUpperCase(Locale.ROOT);
	}

	/** An underscore is in none that there is, but does not make it less of a word. */
	private static boolean isCommandCharacter(char character) {
		return character >= 'A' && character <= 'Z' || character >= 'a' && character <= 'z'
				|| character >= '0' && character <= '9' || character == '_';
	}

	private static List<String> parameters(String line, int from) {
		List<String> parameters = new ArrayList<>();
		int at = from;
		while (at < line.length()) {
			if (line.charAt(at) == ':' || parameters.size() == PARAMETERS - 1) {
				parameters.add(line.substring((line.charAt(at) == ':') ? at + 1 : at));
				return parameters;
			}
			int space = end(line, at);
			parameters.add(line.substring(at, space));
			at = spaces(line, space);
		}
		return parameters;
	}

	private static Map<String, String> tags(String text) {
		Map<String, String> tags = new LinkedHashMap<>();
		int at = 0;
		while (at < text.length()) {
			int semicolon = text.indexOf(';', at);
			int end = (semicolon < 0) ? text.length() : semicolon;
			int equals = text.indexOf('=', at);
			boolean valued = equals >= 0 && equals < end;
			String name = text.substring(at, valued ? equals : end);
			if (TagText.isName(name)) {
				tags.put(name, valued ? TagText.unescape(text.substring(equals + 1, end)) : "");
			}
			at = end + 1;
		}
		return tags;
	}

	private static int end(String line, int from) {
		int space = line.indexOf(' ', from);
		return (space < 0) ? line.length() : space;
	}

	private static int spaces(String line, int from) {
		int at = from;
		while (at < line.length() && line.charAt(at) == ' ') {
			at++;
		}
		return at;
	}

}
