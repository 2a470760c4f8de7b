package dev.torsion.conch.auth.key;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.jspecify.annotations.Nullable;

/**
 * How keys and certificates may sign: RFC 8709, 5656, 8332, and OpenSSH's PROTOCOL.u2f
 * and PROTOCOL.certkeys. There is no SHA-1 and no DSA.
 */
public enum KeyAlgorithm {

	/** Ed25519. */
	ED25519("ssh-ed25519", "ssh-ed25519", BuiltinSignatures.ed25519),

	/** Ed25519 in a FIDO token. */
	SK_ED25519("sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519@openssh.com", BuiltinSignatures.sk_ssh_ed25519),

	/** ECDSA on P-256. */
	ECDSA_256("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", BuiltinSignatures.nistp256),

	/** ECDSA on P-384. */
	ECDSA_384("ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384", BuiltinSignatures.nistp384),

	/** ECDSA on P-521. */
	ECDSA_521("ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521", BuiltinSignatures.nistp521),

	/** ECDSA on P-256 in a FIDO token. */
	SK_ECDSA("sk-ecdsa-sha2-nistp256@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
			BuiltinSignatures.sk_ecdsa_sha2_nistp256),

	/** RSA with SHA-512. */
	RSA_512("rsa-sha2-512", "ssh-rsa", BuiltinSignatures.rsaSHA512),

	/** RSA with SHA-256. */
	RSA_256("rsa-sha2-256", "ssh-rsa", BuiltinSignatures.rsaSHA256);

	private static final String CERTIFICATE = "-cert-v01@openssh.com";

	private static final Map<String, KeyAlgorithm> PLAIN = new LinkedHashMap<>();

	private static final Map<String, KeyAlgorithm> CERTIFIED = new LinkedHashMap<>();

	static {
		for (KeyAlgorithm algorithm : values()) {
			PLAIN.put(algorithm.signatureName, algorithm);
			CERTIFIED.put(certified(algorithm.signatureName), algorithm);
		}
	}

	private final String signatureName;

	private final String keyType;

	private final BuiltinSignatures signature;

	KeyAlgorithm(String signatureName, String keyType, BuiltinSignatures signature) {
		this.signatureName = signatureName;
		this.keyType = keyType;
		this.signature = signature;
	}

	private static String certified(String name) {
		return name.replace("@openssh.com", "") + CERTIFICATE;
	}

	/**
	 * The names of those that are allowed, those of certificates included: what
	 * {@code server-sig-algs} tells (RFC 8308 section 3.1).
	 * @param allowed the names of those that are allowed
	 * @return the names, the best first
	 */
	public static List<String> names(Collection<String> allowed) {
		return Arrays.stream(values())
			.filter((algorithm) -> allowed.contains(algorithm.signatureName))
			.flatMap((algorithm) -> List.of(algorithm.signatureName, certified(algorithm.signatureName)).stream())
			.toList();
	}

	/**
	 * The algorithm of a name.
	 * @param name the name, that of a certificate or not
	 * @return the algorithm, {@code null} if there is none
	 */
	public static @Nullable KeyAlgorithm of(String name) {
		KeyAlgorithm plain = PLAIN.get(name);
		return (plain != null) ? plain : CERTIFIED.get(name);
	}

	/**
	 * Whether a name is that of the algorithm of a certificate.
	 * @param name the name
	 * @return whether it is
	 */
	public static boolean isCertified(String name) {
		return CERTIFIED.containsKey(name);
	}

	/**
	 * What a key or certificate has to begin with that signs so.
	 * @param certified whether it is a certificate
	 * @return the name of the format
	 */
	public String format(boolean certified) {
		return certified ? certified(this.keyType) : this.keyType;
	}

	/**
	 * The name without certificate.
	 * @return the name, as it is on the wire
	 */
	public String signatureName() {
		return this.signatureName;
	}

	boolean isToken() {
		return this == SK_ED25519 || this == SK_ECDSA;
	}

	Signature verifier() {
		return this.signature.create();
	}

}
