package dev.torsion.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The headers of a message, RFC 5322 section 2.2, in their order. Never fails: a line
 * that is no header is left out, bytes that are not UTF-8 become U+FFFD.
 * <p>
 * The servers read at most {@code max-header} bytes of them (256 KiB by default) and
 * refuse what has more.
 *
 * @param fields the fields
 */
public record MailHeaders(List<Field> fields) {

	private static final Pattern LINE_END = Pattern.compile("\r?\n");

	public MailHeaders {
		fields = List.copyOf(fields);
	}

	/**
	 * Reads headers.
	 * @param block the headers, up to the empty line or without it; line ends CRLF or LF
	 * @return the headers
	 */
	public static MailHeaders parse(byte[] block) {
		List<Field> fields = new ArrayList<>();
		StringBuilder value = new StringBuilder();
		String name = null;
		for (String line : LINE_END.split(new String(block, StandardCharsets.UTF_8), -1)) {
			if (line.isEmpty()) {
				break;
			}
			if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
				value.append(line);
				continue;
			}
			if (name != null) {
				fields.add(new Field(name, value.toString().strip()));
			}
			int colon = line.indexOf(':');
			name = (colon > 0) ? line.substring(0, colon).stripTrailing() : null;
			value.setLength(0);
			value.append(line, colon + 1, line.length());
		}
		if (name != null) {
			fields.add(new Field(name, value.toString().strip()));
		}
		return new MailHeaders(fields);
	}

	/**
	 * The first field of a name.
	 * @param name the name, in any case
	 * @return its value, unfolded
	 */
	public Optional<String> first(String name) {
		return this.fields.stream()
			.filter((field) -> field.name().equalsIgnoreCase(name))
			.map(Field::value)
			.findFirst();
	}

	/**
	 * All fields of a name.
	 * @param name the name, in any case
	 * @return their values, unfolded, in their order
	 */
	public List<String> all(String name) {
		return this.fields.stream().filter((field) -> field.name().equalsIgnoreCase(name)).map(Field::value).toList();
	}

	/**
	 * One header field.
	 *
	 * @param name its name, as it is written
	 * @param value its value, unfolded, without white space at its ends
	 */
	public record Field(String name, String value) {

	}

}
