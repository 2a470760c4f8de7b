package dev.torsion.mail.store.maildir.file;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Modified UTF-7, RFC 3501 section 5.1.3: names of mailboxes in printable ASCII.
 */
public final class ModifiedUtf7 {

	private ModifiedUtf7() {
	}

	/**
	 * Encodes a name.
	 * @param name the name
	 * @return its encoded form
	 */
	public static String encode(String name) {
		StringBuilder out = new StringBuilder();
		StringBuilder shifted = new StringBuilder();
		for (char letter : name.toCharArray()) {
			if (letter < ' ' || letter > '~') {
				shifted.append(letter);
				continue;
			}
			shift(shifted, out);
			out.append((letter == '&') ? "&-" : String.valueOf(letter));
		}
		shift(shifted, out);
		return out.toString();
	}

	private static void shift(StringBuilder shifted, StringBuilder out) {
		if (!shifted.isEmpty()) {
			byte[] bytes = shifted.toString().getBytes(StandardCharsets.UTF_16BE);
			out.append('&')
				.append(Base64.getEncoder().withoutPadding().encodeToString(bytes).replace('/', ','))
				.append('-');
			shifted.setLength(0);
		}
	}

	/**
	 * Decodes a name.
	 * @param encoded its encoded form
	 * @return the name, {@code null} if it is not the encoded form of any
	 */
	public static @Nullable String decode(String encoded) {
		StringBuilder out = new StringBuilder();
		for (int i = 0; i < encoded.length(); i++) {
			char letter = encoded.charAt(i);
			if (letter != '&') {
				out.append(letter);
				continue;
			}
			int end = encoded.indexOf('-', i);
			if (end < 0 || !unshift(encoded.substring(i + 1, end), out)) {
				return null;
			}
			i = end;
		}
		String name = out.toString();
		return encode(name).equals(encoded) ? name : null;
	}

	private static boolean unshift(String shifted, StringBuilder out) {
		if (shifted.isEmpty()) {
			out.append('&');
			return true;
		}
		try {
			out.append(new String(Base64.getDecoder().decode(shifted.replace(',', '/')), StandardCharsets.UTF_16BE));
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
