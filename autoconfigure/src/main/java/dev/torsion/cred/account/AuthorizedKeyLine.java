package dev.torsion.cred.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * A line of OpenSSH's {@code authorized_keys}, see sshd(8): options separated by commas,
 * then algorithm, key in Base64, comment. What is in quotation marks may have spaces, and
 * quotation marks after a backslash.
 */
final class AuthorizedKeyLine {

	static final int MAX_LENGTH = 16 * 1024;

	/**
	 * How many strings a key has after the name of its algorithm: RFC 4253 section 6.6,
	 * RFC 5656 section 3.1, RFC 8709 section 4, OpenSSH's PROTOCOL.u2f.
	 */
	private static final Map<String, Integer> ALGORITHMS = Map.of("ssh-rsa", 2, "ssh-ed25519", 1, "ssh-ed448", 1,
			"ecdsa-sha2-nistp256", 2, "ecdsa-sha2-nistp384", 2, "ecdsa-sha2-nistp521", 2, "sk-ssh-ed25519@openssh.com",
			2, "sk-ecdsa-sha2-nistp256@openssh.com", 3);

	private final String line;

	private int position;

	AuthorizedKeyLine(String line) {
		if (line.length() > MAX_LENGTH) {
			throw new IllegalArgumentException("A key is longer than " + MAX_LENGTH + " characters");
		}
		if (line.chars().anyMatch((character) -> character != '\t' && Character.isISOControl(character))) {
			throw new IllegalArgumentException("A key contains a control character");
		}
		this.line = line.strip();
	}

	Secret.PublicKey read() {
		String options = "";
		String algorithm = word();
		if (!ALGORITHMS.containsKey(algorithm)) {
			this.position = 0;
			options = options();
			algorithm = word();
		}
		Integer strings = ALGORITHMS.get(algorithm);
		if (strings == null) {
			throw new IllegalArgumentException(
					"A key does not begin with an algorithm that is supported, as in 'ssh-ed25519 AAAA...'");
		}
		byte[] key = decode(word());
		check(algorithm, strings, ByteBuffer.wrap(key));
		return new Secret.PublicKey(options, algorithm, Base64.getEncoder().encodeToString(key),
				this.line.substring(this.position).strip());
	}

	private String word() {
		int start = this.position;
		while (this.position < this.line.length() && !isBlank(this.line.charAt(this.position))) {
			this.position++;
		}
		String word = this.line.substring(start, this.position);
		skipBlanks();
		return word;
	}

	private String options() {
		boolean quoted = false;
		char before = 0;
		for (; this.position < this.line.length(); this.position++) {
			char character = this.line.charAt(this.position);
			if (character == '"' && before != '\\') {
				quoted = !quoted;
			}
			else if (!quoted && isBlank(character)) {
				break;
			}
			before = character;
		}
		if (quoted) {
			throw new IllegalArgumentException("The options of a key lack a closing quotation mark");
		}
		String options = this.line.substring(0, this.position);
		skipBlanks();
		return options;
	}

	private void skipBlanks() {
		while (this.position < this.line.length() && isBlank(this.line.charAt(this.position))) {
			this.position++;
		}
	}

	private static boolean isBlank(char character) {
		return character == ' ' || character == '\t';
	}

	private static byte[] decode(String base64) {
		try {
			return Base64.getDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("A key is not in Base64");
		}
	}

	private static void check(String algorithm, int strings, ByteBuffer key) {
		if (!algorithm.equals(new String(string(key), StandardCharsets.ISO_8859_1))) {
			throw new IllegalArgumentException("A key is of another algorithm than '" + algorithm + "'");
		}
		for (int i = 0; i < strings; i++) {
			if (string(key).length == 0) {
				throw new IllegalArgumentException("A key is empty");
			}
		}
		if (key.hasRemaining()) {
			throw new IllegalArgumentException("A key is longer than keys of its algorithm");
		}
	}

	private static byte[] string(ByteBuffer key) {
		int length = (key.remaining() < Integer.BYTES) ? -1 : key.getInt();
		if (length < 0 || length > key.remaining()) {
			throw new IllegalArgumentException("A key is cut short or is none");
		}
		byte[] string = new byte[length];
		key.get(string);
		return string;
	}

}
