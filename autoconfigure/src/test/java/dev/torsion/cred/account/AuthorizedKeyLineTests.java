package dev.torsion.cred.account;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AuthorizedKeyLineTests {

	/** Made by ssh-keygen, as is its fingerprint. */
	private static final String ED25519 = "AAAAC3NzaC1lZDI1NTE5AAAAIGMiBtNWKjKIDiJz6J1ex3UvFM9eO6Bznzv/J1JMa2OE";

	private static final String ED25519_FINGERPRINT = "SHA256:+0H8HBH5CzlUxyQpF/AxLcM9uAnDM/wrdCTQBhTHzf8";

	private static final String ECDSA = "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBJreDUiTfW5lHk4Z95GgX4PjJ8jpw5OhU+odyek08wFe3ADXtPMffteFywvW2ngrFy/RWK7RCye9vSauheOnook=";

	@Test
	void readsAKeyAlone() {
		Secret.PublicKey key = Secret.PublicKey.parse("ssh-ed25519 " + ED25519);
		assertThat(key).isEqualTo(new Secret.PublicKey("", "ssh-ed25519", ED25519, ""));
		assertThat(key.label()).isEqualTo(ED25519_FINGERPRINT);
		assertThat(key.line()).isEqualTo("ssh-ed25519 " + ED25519);
	}

	@Test
	void readsKeysOfOtherAlgorithms() {
		assertThat(Secret.PublicKey.parse("ecdsa-sha2-nistp256 " + ECDSA).algorithm()).isEqualTo("ecdsa-sha2-nistp256");
		for (String key : List.of(blob("ssh-rsa", "e", "n"), blob("sk-ssh-ed25519@openssh.com", "k", "ssh:"),
				blob("sk-ecdsa-sha2-nistp256@openssh.com", "nistp256", "q", "ssh:"))) {
			byte[] bytes = Base64.getDecoder().decode(key);
			String algorithm = new String(bytes, 4, bytes[3], StandardCharsets.US_ASCII);
			assertThat(Secret.PublicKey.parse(algorithm + " " + key).bytes()).isEqualTo(bytes);
		}
	}

	@Test
	void readsOptionsAndComment() {
		String options = "command=\"echo \\\"a, b\\\" ssh-rsa AAAA\",no-pty,from=\"10.0.0.0/8,!10.0.0.1\"";
		Secret.PublicKey key = Secret.PublicKey
			.parse("  " + options + " \t ssh-ed25519\t" + ED25519 + "  amy's key, at home ");
		assertThat(key).isEqualTo(new Secret.PublicKey(options, "ssh-ed25519", ED25519, "amy's key, at home"));
		assertThat(Secret.PublicKey.parse(key.line())).isEqualTo(key);
	}

	@Test
	void saysWhatIsWrong() {
		refuses("", "begin with an algorithm");
		refuses("# a comment", "begin with an algorithm");
		refuses("restrict,no-pty", "begin with an algorithm");
		refuses(ED25519, "begin with an algorithm");
		refuses("ssh-ed25519", "cut short");
		refuses("ssh-ed25519 !!!", "Base64");
		refuses("ssh-rsa " + blob("ssh-rsa", "e", "n", "more"), "longer than keys");
		refuses("ssh-rsa " + blob("ssh-rsa", "e", ""), "empty");
		refuses("ssh-dss " + blob("ssh-dss", "p", "q", "g", "y"), "begin with an algorithm");
		refuses("ssh-rsa " + ED25519, "another algorithm than 'ssh-rsa'");
		refuses("command=\"x ssh-ed25519 " + ED25519, "closing quotation mark");
		refuses("ssh-ed25519 " + ED25519 + " a\nssh-ed25519 b", "control character");
		refuses("ssh-ed25519 " + ED25519 + " \0", "control character");
		refuses("x".repeat(AuthorizedKeyLine.MAX_LENGTH + 1), "longer than 16384");
		refuses("-----BEGIN OPENSSH PRIVATE KEY-----", "begin with an algorithm");
	}

	@Test
	void takesTheLongestLine() {
		String line = "ssh-ed25519 " + ED25519 + " ";
		String comment = "x".repeat(AuthorizedKeyLine.MAX_LENGTH - line.length());
		assertThat(Secret.PublicKey.parse(line + comment).comment()).isEqualTo(comment);
	}

	@Test
	void refusesAKeyThatIsCutOffAnywhere() {
		byte[] key = Base64.getDecoder().decode(ECDSA);
		for (int length = 0; length < key.length; length++) {
			String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(key, length));
			assertThatIllegalArgumentException().as("%d bytes", length)
				.isThrownBy(() -> Secret.PublicKey.parse("ecdsa-sha2-nistp256 " + cut));
		}
	}

	@Test
	void refusesLengthsThatAreLies() {
		for (int length : new int[] { -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 3 }) {
			byte[] key = ByteBuffer.allocate(17)
				.putInt(7)
				.put("ssh-rsa".getBytes(StandardCharsets.US_ASCII))
				.putInt(length)
				.put(new byte[2])
				.array();
			refuses("ssh-rsa " + Base64.getEncoder().encodeToString(key), "cut short");
		}
	}

	@Test
	void failsInOneWayOnlyWhateverItReads() {
		Random random = new Random(4);
		String alphabet = "\"\\,= \tssh-ed25519AAAAC3NzaC1lZDI1NTE5ssh-rsa=cert-authority\0\u00fc";
		for (int i = 0; i < 20_000; i++) {
			StringBuilder line = new StringBuilder(random.nextBoolean() ? "ssh-ed25519 " : "");
			random.ints(random.nextInt(60), 0, alphabet.length()).forEach((at) -> line.append(alphabet.charAt(at)));
			try {
				Secret.PublicKey key = Secret.PublicKey.parse(line.toString());
				assertThat(Secret.PublicKey.parse(key.line())).isEqualTo(key);
			}
			catch (IllegalArgumentException ex) {
				assertThat(ex).hasNoCause();
			}
		}
	}

	private static void refuses(String line, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> Secret.PublicKey.parse(line))
			.withMessageContaining(reason);
	}

	private static String blob(String... strings) {
		ByteArrayOutputStream blob = new ByteArrayOutputStream();
		for (String string : strings) {
			blob.writeBytes(ByteBuffer.allocate(4).putInt(string.length()).array());
			blob.writeBytes(string.getBytes(StandardCharsets.US_ASCII));
		}
		return Base64.getEncoder().encodeToString(blob.toByteArray());
	}

}
