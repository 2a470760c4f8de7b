package dev.torsion.conch.auth.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.conch.auth.key.RevokedKeys;
import dev.torsion.conch.auth.wire.Certificate;
import dev.torsion.conch.auth.wire.SshFormatException;
import dev.torsion.cred.account.Secret;

/**
 * What a file of RevokedKeys of OpenSSH's sshd_config has: keys and fingerprints in lines
 * of text, or a list in its binary form, which {@code ssh-keygen -k} makes.
 */
public final class Revocations implements RevokedKeys {

	/**
	 * Largest file that is read, in bytes.
	 */
	public static final int MAX_SIZE = 16 * 1024 * 1024;

	private static final String FINGERPRINT = "SHA256:";

	private final Set<String> keys;

	private final Set<String> sha1;

	private final Set<String> sha256;

	private final List<RevokedCertificates> certificates;

	Revocations(Set<String> keys, Set<String> sha1, Set<String> sha256, List<RevokedCertificates> certificates) {
		this.keys = Set.copyOf(keys);
		this.sha1 = Set.copyOf(sha1);
		this.sha256 = Set.copyOf(sha256);
		this.certificates = List.copyOf(certificates);
	}

	/**
	 * Reads a file. Blocks.
	 * @param file the file
	 * @return what is in it
	 * @throws IOException if it cannot be read, or has anything in it that is not
	 * understood: what is revoked must not be overlooked
	 */
	public static Revocations read(Path file) throws IOException {
		if (Files.size(file) > MAX_SIZE) {
			throw new IOException("It is larger than " + MAX_SIZE + " bytes");
		}
		byte[] bytes = Files.readAllBytes(file);
		try {
			return RevocationList.isOne(bytes) ? new RevocationList().read(bytes)
					: lines(new String(bytes, StandardCharsets.UTF_8));
		}
		catch (SshFormatException | IllegalArgumentException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	private static Revocations lines(String text) {
		Set<String> keys = new HashSet<>();
		Set<String> sha256 = new HashSet<>();
		text.lines().map(String::strip).filter((line) -> !line.isEmpty() && !line.startsWith("#")).forEach((line) -> {
			if (line.startsWith(FINGERPRINT)) {
				sha256.add(encoded(Base64.getDecoder().decode(line.substring(FINGERPRINT.length()))));
			}
			else {
				keys.add(encoded(Secret.PublicKey.parse(line).bytes()));
			}
		});
		return new Revocations(keys, Set.of(), sha256, List.of());
	}

	static String encoded(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

	@Override
	public boolean hasKey(byte[] key) {
		return this.keys.contains(encoded(key))
				|| (!this.sha256.isEmpty() && this.sha256.contains(encoded(digest("SHA-256", key))))
				|| (!this.sha1.isEmpty() && this.sha1.contains(encoded(digest("SHA-1", key))));
	}

	private static byte[] digest(String algorithm, byte[] key) {
		try {
			return MessageDigest.getInstance(algorithm).digest(key);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public boolean hasCertificate(Certificate certificate) {
		return this.certificates.stream().anyMatch((revoked) -> revoked.have(certificate));
	}

}
