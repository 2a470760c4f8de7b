package dev.torsion.conch.client.key;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.torsion.interop.Interop;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Interop("ssh-keygen")
class PrivateKeysTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "ed25519,,", "ed25519,,secret", "rsa,,secret", "ecdsa,,secret", "rsa,PEM,", "rsa,PEM,secret",
			"ecdsa,PEM,", "rsa,PKCS8,", "rsa,PKCS8,secret", "ecdsa,PKCS8,secret" })
	void readsWhatOpenSshWrites(String type, String format, String passphrase) throws Exception {
		Path file = this.folder.resolve("key");
		List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-t", type, "-f", file.toString(), "-N",
				(passphrase != null) ? passphrase : ""));
		if (format != null) {
			command.addAll(Arrays.asList("-m", format));
		}
		assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
		KeyPair key = PrivateKeys.read("property", Files.readString(file), passphrase).get(0);
		String line = Files.readString(this.folder.resolve("key.pub"));
		assertThat(KeyUtils.compareKeys(key.getPublic(),
				PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, null, null)))
			.isTrue();
	}

	@Test
	void refusesAWrongPassphrase() throws Exception {
		Path file = this.folder.resolve("key");
		assertThat(new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-f", file.toString(), "-N", "right").start()
			.waitFor()).isZero();
		String text = Files.readString(file, StandardCharsets.UTF_8);
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> PrivateKeys.read("property", text, "wrong"))
			.withMessageContaining("property");
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> PrivateKeys.read("property", text, null));
	}

	@Test
	void refusesWhatIsNoKey() {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> PrivateKeys.read("property", "no key", null));
	}

}
