package dev.torsion.web.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Turns the path of a request, as it came over the wire, into the path of a file: decoded
 * exactly once, in strict UTF-8. A path that could be read in two ways, by this server or
 * by anything behind or before it, is refused rather than mended.
 */
public final class PathDecoder {

	private static final String WELL_KNOWN = "/.well-known/";

	/**
	 * What a second decoding would turn into a separator, a dot or a NUL.
	 */
	private static final Pattern ENCODED_TWICE = Pattern.compile("%(2e|2f|5c|00)", Pattern.CASE_INSENSITIVE);

	private PathDecoder() {
	}

	/**
	 * Decodes a path.
	 * @param raw the path as sent, without query
	 * @return the decoded path, beginning with a slash, without empty, {@code .},
	 * {@code ..} or hidden segments ({@code /.well-known} aside); {@code null} if the
	 * path is refused. The very same string if there was nothing to decode
	 */
	public static @Nullable String decode(String raw) {
		if (raw.isEmpty() || raw.charAt(0) != '/') {
			return null;
		}
		boolean encoded = false;
		for (int i = 0; i < raw.length(); i++) {
			char c = raw.charAt(i);
			if (c <= ' ' || c >= 0x7f || c == '\\') {
				return null;
			}
			encoded |= c == '%';
		}
		String decoded = encoded ? percentDecode(raw) : raw;
		return (decoded != null && hasOnlyPlainSegments(decoded)) ? decoded : null;
	}

	private static boolean hasOnlyPlainSegments(String path) {
		for (int slash = 0; slash >= 0; slash = path.indexOf('/', slash + 1)) {
			int next = slash + 1;
			if (next == path.length()) {
				return true;
			}
			char first = path.charAt(next);
			if (first == '/' || (first == '.' && !(slash == 0 && isWellKnown(path)))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * RFC 8615: the one hidden name that is there to be seen, at the root only.
	 */
	private static boolean isWellKnown(String path) {
		return path.startsWith(WELL_KNOWN) || path.length() == WELL_KNOWN.length() - 1 && WELL_KNOWN.startsWith(path);
	}

	private static @Nullable String percentDecode(String raw) {
		ByteBuffer bytes = ByteBuffer.allocate(raw.length());
		for (int i = 0; i < raw.length(); i++) {
			char c = raw.charAt(i);
			if (c == '%') {
				int octet = octet(raw, i + 1);
				if (octet < ' ' || octet == 0x7f || octet == '/' || octet == '\\') {
					return null;
				}
				bytes.put((byte) octet);
				i += 2;
			}
			else {
				bytes.put((byte) c);
			}
		}
		return strict(bytes.flip());
	}

	private static int octet(String raw, int index) {
		if (index + 2 > raw.length() || !HexFormat.isHexDigit(raw.charAt(index))
				|| !HexFormat.isHexDigit(raw.charAt(index + 1))) {
			return -1;
		}
		return HexFormat.fromHexDigits(raw, index, index + 2);
	}

	private static @Nullable String strict(ByteBuffer bytes) {
		try {
			String decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
			boolean refused = decoded.chars().anyMatch(Character::isISOControl)
					|| ENCODED_TWICE.matcher(decoded).find();
			return refused ? null : decoded;
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	/**
	 * The extension of the last name of a path.
	 * @param path the path
	 * @return what follows the last dot, in lower case, or an empty string
	 */
	public static String extension(String path) {
		int dot = path.lastIndexOf('.');
		return (dot > path.lastIndexOf('/')) ? path.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
	}

}
