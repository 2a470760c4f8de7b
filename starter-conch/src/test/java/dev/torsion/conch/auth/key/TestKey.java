package dev.torsion.conch.auth.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

import dev.torsion.conch.auth.wire.SshReader;
import dev.torsion.conch.auth.wire.SshWriter;
import dev.torsion.cred.account.Secret;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * A key with which a test signs, be it one of a token.
 */
public final class TestKey {

	private final KeyPair pair;

	private final byte[] blob;

	private final boolean token;

	private int flags = 1;

	private TestKey(KeyPair pair, byte[] blob, boolean token) {
		this.pair = pair;
		this.blob = blob;
		this.token = token;
	}

	/**
	 * Makes a key.
	 * @param type its type, such as {@code ssh-ed25519}
	 * @param bits its size
	 * @return the key
	 */
	public static TestKey of(String type, int bits) {
		try {
			KeyPair pair = KeyUtils.generateKeyPair(type, bits);
			ByteArrayBuffer buffer = new ByteArrayBuffer();
			buffer.putRawPublicKey(pair.getPublic());
			return new TestKey(pair, buffer.getCompactData(), false);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static TestKey ed25519() {
		return of("ssh-ed25519", 256);
	}

	/** A key of a token that exists in the test alone. */
	public static TestKey token() {
		TestKey plain = ed25519();
		SshReader reader = new SshReader(plain.blob);
		reader.string();
		byte[] blob = new SshWriter().string("sk-ssh-ed25519@openssh.com")
			.string(reader.string())
			.string("ssh:")
			.bytes();
		return new TestKey(plain.pair, blob, true);
	}

	/** The same key, in a token that tells something else of its owner. */
	public TestKey telling(int flags) {
		TestKey other = new TestKey(this.pair, this.blob, this.token);
		other.flags = flags;
		return other;
	}

	public byte[] blob() {
		return this.blob;
	}

	public String fingerprint() {
		return PresentedKey.fingerprint(this.blob);
	}

	public Secret.PublicKey secret(String options) {
		return Secret.PublicKey.parse(line(options));
	}

	public String line(String options) {
		String algorithm = new SshReader(this.blob).text();
		return (options + " " + algorithm + " " + Base64.getEncoder().encodeToString(this.blob)).strip();
	}

	/** Signs as a client does. */
	public byte[] sign(String algorithm, byte[] data) {
		return this.token ? signByToken(algorithm, data)
				: new SshWriter().string(algorithm).string(raw(algorithm, data)).bytes();
	}

	private byte[] signByToken(String algorithm, byte[] data) {
		byte[] signed = new SshWriter().raw(sha256("ssh:".getBytes(StandardCharsets.US_ASCII)))
			.number8(this.flags)
			.number32(7)
			.raw(sha256(data))
			.bytes();
		return new SshWriter().string(algorithm)
			.string(raw("ssh-ed25519", signed))
			.raw(ByteBuffer.allocate(5).put((byte) this.flags).putInt(7).array())
			.bytes();
	}

	private byte[] raw(String algorithm, byte[] data) {
		try {
			KeyAlgorithm known = KeyAlgorithm.of(algorithm);
			Signature signer = (known != null) ? known.verifier()
					: org.apache.sshd.common.signature.BuiltinSignatures.rsa.create();
			signer.initSigner(null, this.pair.getPrivate());
			signer.update(null, data, 0, data.length);
			return signer.sign(null);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] sha256(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The certificate of a user.
	 * @param authority who signs it
	 * @param principals whom it is for
	 * @return a certificate that holds, to be changed
	 */
	public TestCertificate certificate(TestKey authority, String... principals) {
		return new TestCertificate(this, authority, List.of(principals));
	}

}
