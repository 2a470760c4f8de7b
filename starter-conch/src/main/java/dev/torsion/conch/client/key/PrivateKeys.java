package dev.torsion.conch.client.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Reads private keys: OpenSSH's format, PEM and PKCS #8, all of them encrypted or not.
 */
public final class PrivateKeys {

	private static final String ENCRYPTED_HEAD = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

	private static final String ENCRYPTED_TAIL = "-----END ENCRYPTED PRIVATE KEY-----";

	private PrivateKeys() {
	}

	/**
	 * Reads keys. Deriving the key of the cipher from a passphrase takes a while.
	 * @param property the property that has it, for a failure text
	 * @param text the text of the file
	 * @param passphrase what it is encrypted with, {@code null} if it is not
	 * @return one key or more
	 * @throws FailureAnalyzedException if there is none, or the passphrase does not fit
	 */
	public static List<KeyPair> read(String property, String text, @Nullable String passphrase) {
		try {
			String plain = text.contains(ENCRYPTED_HEAD) ? decrypted(text, passphrase) : text;
			List<KeyPair> keys = new ArrayList<>();
			SecurityUtils
				.loadKeyPairIdentities(null, NamedResource.ofName(property),
						new ByteArrayInputStream(plain.getBytes(StandardCharsets.UTF_8)),
						(passphrase != null) ? FilePasswordProvider.of(passphrase) : FilePasswordProvider.EMPTY)
				.forEach(keys::add);
			if (!keys.isEmpty()) {
				return List.copyOf(keys);
			}
		}
		catch (IOException | GeneralSecurityException | RuntimeException ex) {
			throw failure(property, passphrase, ex);
		}
		throw failure(property, passphrase, new IOException("No key was found"));
	}

	private static FailureAnalyzedException failure(String property, @Nullable String passphrase, Exception cause) {
		return new FailureAnalyzedException(property + " has no private key that can be read.",
				"Name a file of one as 'ssh-keygen' makes it, or give its text; " + ((passphrase != null)
						? "and see whether the passphrase is right." : "and if it is encrypted, its passphrase."),
				cause);
	}

	/** RFC 5958 section 3, which MINA leaves to a library that is not there. */
	private static String decrypted(String text, @Nullable String passphrase)
			throws IOException, GeneralSecurityException {
		if (passphrase == null) {
			throw new IOException("A passphrase is needed");
		}
		int start = text.indexOf(ENCRYPTED_HEAD) + ENCRYPTED_HEAD.length();
		EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(
				Base64.getMimeDecoder().decode(text.substring(start, text.indexOf(ENCRYPTED_TAIL))));
		AlgorithmParameters parameters = info.getAlgParameters();
		// Of PBES2 the parameters alone tell which ciphers it is made of
		String algorithm = parameters.toString();
		Cipher cipher = Cipher.getInstance(algorithm);
		cipher.init(Cipher.DECRYPT_MODE,
				SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(passphrase.toCharArray())),
				parameters);
		byte[] key = info.getKeySpec(cipher).getEncoded();
		return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
				+ "\n-----END PRIVATE KEY-----\n";
	}

}
