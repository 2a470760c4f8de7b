package dev.torsion.conch.auth.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A certificate of OpenSSH's, see PROTOCOL.certkeys. That it is read says nothing of
 * whether it is any good.
 *
 * @param key the key it is for, as it is without certificate
 * @param serial the number that its authority has given it, unsigned
 * @param kind 1 for that of a user, 2 for that of a host
 * @param id what its authority calls it
 * @param principals the accounts it is for
 * @param validAfter since when it holds, in seconds since 1970, unsigned
 * @param validBefore until when it holds, exclusively
 * @param critical options that have to be understood, by their names
 * @param extensions options that need not be
 * @param authority the key of its authority
 * @param signed what the authority has signed
 * @param signature the signature
 */
public record Certificate(byte[] key, long serial, long kind, String id, List<String> principals, long validAfter,
		long validBefore, Map<String, byte[]> critical, Map<String, byte[]> extensions, byte[] authority, byte[] signed,
		byte[] signature) {

	/**
	 * The kind of the certificates of users.
	 */
	public static final long USER = 1;

	private static final String SUFFIX = "-cert-v01@openssh.com";

	private static final int MAX_ENTRIES = 256;

	/**
	 * How many strings the key has, RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709
	 * section 4, OpenSSH's PROTOCOL.u2f.
	 */
	private static final Map<String, Integer> STRINGS = Map.of("ssh-rsa", 2, "ssh-ed25519", 1, "ecdsa-sha2-nistp256", 2,
			"ecdsa-sha2-nistp384", 2, "ecdsa-sha2-nistp521", 2, "sk-ssh-ed25519@openssh.com", 2,
			"sk-ecdsa-sha2-nistp256@openssh.com", 3);

	/**
	 * Reads a certificate.
	 * @param bytes the certificate
	 * @return the certificate
	 * @throws SshFormatException if it is none
	 */
	public static Certificate read(byte[] bytes) {
		SshReader reader = new SshReader(bytes);
		String algorithm = plain(reader.text());
		reader.string();
		SshWriter key = new SshWriter().string(algorithm);
		for (int i = STRINGS.getOrDefault(algorithm, 0); i > 0; i--) {
			key.string(reader.string());
		}
		long serial = reader.number64();
		long kind = reader.number32();
		String id = reader.text();
		List<String> principals = strings(reader.string());
		long validAfter = reader.number64();
		long validBefore = reader.number64();
		Map<String, byte[]> critical = options(reader.string());
		Map<String, byte[]> extensions = options(reader.string());
		reader.string();
		byte[] authority = reader.string();
		byte[] signed = Arrays.copyOf(bytes, reader.position());
		byte[] signature = reader.string();
		reader.end();
		return new Certificate(key.bytes(), serial, kind, id, principals, validAfter, validBefore, critical, extensions,
				authority, signed, signature);
	}

	private static String plain(String algorithm) {
		String key = algorithm.endsWith(SUFFIX) ? algorithm.substring(0, algorithm.length() - SUFFIX.length()) : "";
		String plain = key.startsWith("sk-") ? key + "@openssh.com" : key;
		if (!STRINGS.containsKey(plain)) {
			throw new SshFormatException("Not a certificate");
		}
		return plain;
	}

	private static List<String> strings(byte[] bytes) {
		SshReader reader = new SshReader(bytes);
		List<String> strings = new ArrayList<>();
		while (reader.hasMore()) {
			strings.add(reader.text());
			limit(strings.size());
		}
		return List.copyOf(strings);
	}

	/** In the order of their names, each once: PROTOCOL.certkeys has it so. */
	private static Map<String, byte[]> options(byte[] bytes) {
		SshReader reader = new SshReader(bytes);
		Map<String, byte[]> options = new LinkedHashMap<>();
		while (reader.hasMore()) {
			if (options.put(reader.text(), reader.string()) != null) {
				throw new SshFormatException("A certificate has an option twice");
			}
			limit(options.size());
		}
		return options;
	}

	private static void limit(int entries) {
		if (entries > MAX_ENTRIES) {
			throw new SshFormatException("A certificate has too many entries");
		}
	}

}
