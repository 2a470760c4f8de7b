package dev.torsion.conch.algorithm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A choice of algorithms.
 */
public enum Profile {

	/**
	 * Key exchanges that hold against a quantum computer, and no others: for peers that
	 * are known to have one, such as OpenSSH from 8.5 on, PuTTY and JSch.
	 */
	POST_QUANTUM(Names.HYBRID, List.of(), List.of()),

	/**
	 * Those first, and Curve25519 for who has none; authenticated encryption, or AES with
	 * a MAC of the encrypted packet.
	 */
	HARDENED(Stream.concat(Names.HYBRID.stream(), Names.CURVE25519.stream()).toList(), List.of(), List.of()),

	/**
	 * Besides these what older peers need and nobody has broken: exchanges on NIST's
	 * curves and in a group of 4096 bits, ChaCha20, MACs of the packet before encryption.
	 */
	COMPATIBLE(
			Stream.concat(Stream.concat(Names.HYBRID.stream(), Names.CURVE25519.stream()),
					Stream.of("ecdh-sha2-nistp256", "ecdh-sha2-nistp384", "ecdh-sha2-nistp521",
							"diffie-hellman-group16-sha512"))
				.toList(),
			List.of("aes192-ctr", "chacha20-poly1305@openssh.com"), List.of("hmac-sha2-512", "hmac-sha2-256"));

	private final Algorithms algorithms;

	Profile(List<String> exchanges, List<String> moreCiphers, List<String> moreMacs) {
		this.algorithms = new Algorithms(exchanges, join(Names.CIPHERS, moreCiphers), join(Names.MACS, moreMacs),
				Names.SIGNATURES);
	}

	/**
	 * The algorithms of the profile.
	 * @return them, the preferred ones first
	 */
	public Algorithms algorithms() {
		return this.algorithms;
	}

	private static List<String> join(List<String> first, List<String> then) {
		List<String> joined = new ArrayList<>(first);
		joined.addAll(then);
		return joined;
	}

	/** What profiles have in common; initialised before they are. */
	private static final class Names {

		private static final List<String> HYBRID = List.of(Algorithms.ML_KEM, "sntrup761x25519-sha512",
				"sntrup761x25519-sha512@openssh.com");

		private static final List<String> CURVE25519 = List.of("curve25519-sha256", "curve25519-sha256@libssh.org");

		/** ChaCha20 has to do without the processor's help, and takes twice as long. */
		private static final List<String> CIPHERS = List.of("aes256-gcm@openssh.com", "aes128-gcm@openssh.com",
				"aes256-ctr", "aes128-ctr");

		private static final List<String> MACS = List.of("hmac-sha2-512-etm@openssh.com",
				"hmac-sha2-256-etm@openssh.com");

		private static final List<String> SIGNATURES = List.of("ssh-ed25519-cert-v01@openssh.com",
				"ecdsa-sha2-nistp256-cert-v01@openssh.com", "ecdsa-sha2-nistp384-cert-v01@openssh.com",
				"ecdsa-sha2-nistp521-cert-v01@openssh.com", "rsa-sha2-512-cert-v01@openssh.com",
				"rsa-sha2-256-cert-v01@openssh.com", "ssh-ed25519", "sk-ssh-ed25519@openssh.com", "ecdsa-sha2-nistp256",
				"ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "sk-ecdsa-sha2-nistp256@openssh.com", "rsa-sha2-512",
				"rsa-sha2-256");

	}

}
