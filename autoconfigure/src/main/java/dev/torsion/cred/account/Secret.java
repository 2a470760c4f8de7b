package dev.torsion.cred.account;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;

/**
 * One of the things by which the owner of an account is known.
 */
public sealed interface Secret {

	/**
	 * What it is told apart by among the secrets of its kind and account; no secret
	 * itself.
	 * @return its label
	 */
	String label();

	/**
	 * The password of the account.
	 *
	 * @param encoded the password, encoded, with its encoding in braces before it
	 */
	record Password(String encoded) implements Secret {

		/**
		 * There is one.
		 * @return the same for all
		 */
		@Override
		public String label() {
			return "password";
		}

		@Override
		public String toString() {
			return "Password";
		}

	}

	/**
	 * A password for one device or program, made up by us, that can be revoked by itself.
	 *
	 * @param label what its owner calls it
	 * @param protocols the protocols it may be used for, in lower case; all if empty
	 * @param digest what the password is known by, see {@link AppPasswords}
	 */
	record AppPassword(String label, Set<String> protocols, String digest) implements Secret {

		/**
		 * Whether it may be used for a protocol.
		 * @param protocol the protocol
		 * @return whether it may
		 */
		public boolean serves(String protocol) {
			return this.protocols.isEmpty() || this.protocols.contains(protocol);
		}

		@Override
		public String toString() {
			return "AppPassword[label=" + this.label + ", protocols=" + this.protocols + "]";
		}

	}

	/**
	 * A public key, as a line of OpenSSH's {@code authorized_keys} has it.
	 *
	 * @param options what the line has before the key, empty if nothing
	 * @param algorithm the algorithm, such as {@code ssh-ed25519}
	 * @param key the key, in Base64
	 * @param comment what the line has after the key, empty if nothing
	 */
	record PublicKey(String options, String algorithm, String key, String comment) implements Secret {

		/**
		 * Reads a line of {@code authorized_keys}, see sshd(8).
		 * @param line the line, without its end
		 * @return the key
		 * @throws IllegalArgumentException if it is no such line; the message says why,
		 * and may be shown to who wrote it
		 */
		public static PublicKey parse(String line) {
			return new AuthorizedKeyLine(line).read();
		}

		/**
		 * The line again.
		 * @return the line, without its end
		 */
		public String line() {
			String line = this.algorithm + " " + this.key;
			line = this.options.isEmpty() ? line : this.options + " " + line;
			return this.comment.isEmpty() ? line : line + " " + this.comment;
		}

		/**
		 * The fingerprint, as {@code ssh-keygen -l} shows it.
		 * @return {@code SHA256:} and the digest of the key in Base64
		 */
		@Override
		public String label() {
			try {
				byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes());
				return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

		/**
		 * The key as SSH has it on the wire.
		 * @return the bytes
		 */
		public byte[] bytes() {
			return Base64.getDecoder().decode(this.key);
		}

	}

	/**
	 * What one-time codes are made of, RFC 6238: a second thing to prove beside a
	 * password or key. There is a new code every 30 seconds.
	 *
	 * @param label what its owner calls the device that makes the codes
	 * @param secret what the device has as well, in Base32
	 * @param algorithm the hash function, {@code SHA1}, {@code SHA256} or {@code SHA512}
	 * @param digits how many digits a code has, 6 to 8
	 */
	record Totp(String label, String secret, String algorithm, int digits) implements Secret {

		/**
		 * Reads what devices read from a picture.
		 * @param text <code>otpauth://totp/label?secret=...</code>, with
		 * {@code algorithm} and {@code digits} if they are not SHA1 and 6, or the secret
		 * alone, in Base32
		 * @return the secret
		 * @throws IllegalArgumentException if it is none; the message says why, without
		 * the secret
		 */
		public static Totp parse(String text) {
			return OtpAuth.read(text);
		}

		/**
		 * The text again.
		 * @return <code>otpauth://totp/label?secret=...</code>
		 */
		public String uri() {
			return OtpAuth.write(this);
		}

		byte[] key() {
			return OtpAuth.decode(this.secret);
		}

		@Override
		public String toString() {
			return "Totp[label=" + this.label + "]";
		}

	}

	/**
	 * A certificate of a client.
	 *
	 * @param fingerprint SHA-256 of its DER encoding, in lower-case hexadecimal
	 */
	record Certificate(String fingerprint) implements Secret {

		@Override
		public String label() {
			return this.fingerprint;
		}

	}

}
