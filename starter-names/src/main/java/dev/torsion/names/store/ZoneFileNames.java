package dev.torsion.names.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import dev.torsion.names.wire.WireName;

/**
 * Names of files for zones: the name of the zone where that can be one.
 */
public final class ZoneFileNames {

	/** So that what is appended fits into the 255 bytes of file systems. */
	private static final int MAX_LENGTH = 200;

	private ZoneFileNames() {
	}

	/**
	 * The name of the file of a zone.
	 * @param origin the name of the zone
	 * @return its own for each zone, in lower case
	 */
	public static String of(WireName origin) {
		String text = origin.toString().toLowerCase(Locale.ROOT);
		StringBuilder name = new StringBuilder();
		for (char letter : text.substring(0, text.length() - 1).toCharArray()) {
			boolean plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')
					|| "-_.".indexOf(letter) >= 0;
			name.append(plain ? String.valueOf(letter) : "%%%02x".formatted((int) letter));
		}
		String result = name.isEmpty() ? "%root" : name.toString();
		return (result.length() <= MAX_LENGTH) ? result : "%" + hash(text);
	}

	private static String hash(String text) {
		try {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

}
