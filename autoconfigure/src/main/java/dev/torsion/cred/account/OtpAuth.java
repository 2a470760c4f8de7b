package dev.torsion.cred.account;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The text by which devices are given what they make one-time codes of: Google's key URI
 * format, with the secret in Base32 (RFC 4648 section 6).
 */
final class OtpAuth {

	private static final String PREFIX = "otpauth://totp/";

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private static final Set<String> ALGORITHMS = Set.of("SHA1", "SHA256", "SHA512");

	/** RFC 4226 section 4 wants 16 and allows for what others give out. */
	private static final int MIN_KEY = 10;

	private static final int MAX_KEY = 128;

	private static final int MAX_LABEL = 100;

	private OtpAuth() {
	}

	static Secret.Totp read(String text) {
		if (!text.startsWith(PREFIX)) {
			return new Secret.Totp("totp", secret(text), "SHA1", 6);
		}
		int question = text.indexOf('?');
		Map<String, String> parameters = (question < 0) ? Map.of() : parameters(text.substring(question + 1));
		String label = decodeUrl(text.substring(PREFIX.length(), (question < 0) ? text.length() : question));
		String algorithm = parameters.getOrDefault("algorithm", "SHA1").toUpperCase(Locale.ROOT).replace("-", "");
		String digits = parameters.getOrDefault("digits", "6");
		if (!ALGORITHMS.contains(algorithm)) {
			throw new IllegalArgumentException("its algorithm is none of SHA1, SHA256 and SHA512");
		}
		if (!digits.matches("[678]")) {
			throw new IllegalArgumentException("a code has 6, 7 or 8 digits");
		}
		if (!parameters.getOrDefault("period", "30").equals("30")) {
			throw new IllegalArgumentException("its period is not 30 seconds");
		}
		if (label.length() > MAX_LABEL || label.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException(
					"its label is longer than " + MAX_LABEL + " characters, or not one line");
		}
		return new Secret.Totp(label.isEmpty() ? "totp" : label, secret(parameters.getOrDefault("secret", "")),
				algorithm, Integer.parseInt(digits));
	}

	static String write(Secret.Totp totp) {
		return PREFIX + URLEncoder.encode(totp.label(), StandardCharsets.UTF_8).replace("+", "%20") + "?secret="
				+ totp.secret() + "&algorithm=" + totp.algorithm() + "&digits=" + totp.digits();
	}

	private static Map<String, String> parameters(String query) {
		Map<String, String> parameters = new HashMap<>();
		Arrays.stream(query.split("&"))
			.map((parameter) -> parameter.split("=", 2))
			.filter((parameter) -> parameter.length == 2)
			.forEach((parameter) -> parameters.put(parameter[0], decodeUrl(parameter[1])));
		return parameters;
	}

	private static String decodeUrl(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		// It has a part of the text in its message
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("it has a percent sign too many");
		}
	}

	private static String secret(String text) {
		String digits = text.replaceAll("[ =-]", "").toUpperCase(Locale.ROOT);
		int size = decode(digits).length;
		if (size < MIN_KEY || size > MAX_KEY) {
			throw new IllegalArgumentException(
					"its secret has less than %d bytes or more than %d".formatted(MIN_KEY, MAX_KEY));
		}
		return digits;
	}

	static byte[] decode(String digits) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int buffer = 0;
		int bits = 0;
		for (char digit : digits.toCharArray()) {
			int value = ALPHABET.indexOf(digit);
			if (value < 0) {
				throw new IllegalArgumentException("its secret is not in Base32");
			}
			buffer = (buffer << 5 | value) & 0xfff;
			bits += 5;
			if (bits >= 8) {
				bits -= 8;
				bytes.write(buffer >> bits);
			}
		}
		return bytes.toByteArray();
	}

}
