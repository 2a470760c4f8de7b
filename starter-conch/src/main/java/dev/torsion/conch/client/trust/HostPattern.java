package dev.torsion.conch.client.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The hosts of a line of {@code known_hosts}: patterns, or the hash of one name.
 */
interface HostPattern {

	String HASHED = "|1|";

	/**
	 * Whether the line is for a host.
	 * @param name the name in lower case, as {@code [name]:port} if the port is not 22
	 */
	boolean matches(String name);

	static HostPattern parse(String text) {
		if (text.startsWith(HASHED)) {
			String[] parts = text.substring(HASHED.length()).split("\\|", -1);
			if (parts.length != 2) {
				throw new IllegalArgumentException("No hash of a host");
			}
			return hashed(Base64.getDecoder().decode(parts[0]), Base64.getDecoder().decode(parts[1]));
		}
		List<String> patterns = Arrays.asList(text.toLowerCase(Locale.ROOT).split(","));
		return (name) -> patterns.stream().anyMatch((pattern) -> fits(pattern, name)) && patterns.stream()
			.noneMatch((pattern) -> pattern.startsWith("!") && fits(pattern.substring(1), name));
	}

	private static HostPattern hashed(byte[] salt, byte[] hash) {
		SecretKeySpec key = new SecretKeySpec(salt, "HmacSHA1");
		return (name) -> {
			try {
				Mac mac = Mac.getInstance("HmacSHA1");
				mac.init(key);
				return MessageDigest.isEqual(hash, mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException("The JVM has no HMAC-SHA1", ex);
			}
		};
	}

	/** Without recursion: the last star is the only one worth coming back to. */
	private static boolean fits(String pattern, String name) {
		int at = 0;
		int star = -1;
		int resume = 0;
		for (int i = 0; i < name.length();) {
			char expected = (at < pattern.length()) ? pattern.charAt(at) : 0;
			if (expected == '*') {
				star = at++;
				resume = i;
			}
			else if (expected == '?' || expected == name.charAt(i)) {
				at++;
				i++;
			}
			else if (star >= 0) {
				at = star + 1;
				i = ++resume;
			}
			else {
				return false;
			}
		}
		return pattern.substring(at).chars().allMatch((rest) -> rest == '*');
	}

}
