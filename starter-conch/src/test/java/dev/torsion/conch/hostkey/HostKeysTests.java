package dev.torsion.conch.hostkey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HostKeysTests {

	@TempDir
	Path folder;

	@Test
	void aNewServerGetsItsKeysAndKeepsThem() throws IOException {
		Path keys = this.folder.resolve("ssh");
		HostKeys loaded = HostKeys.load(List.of(keys.toString()));
		List<KeyPair> made = loaded.keys();
		assertThat(made).map(KeyUtils::getKeyType).containsExactly("ssh-ed25519", "ssh-rsa");
		assertThat(KeyUtils.getKeySize(made.get(1).getPublic())).isEqualTo(3072);
		for (String name : List.of("ssh_host_ed25519_key", "ssh_host_rsa_key")) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve(name))))
				.isEqualTo("rw-------");
			assertThat(Files.readString(keys.resolve(name + ".pub"))).startsWith("ssh-");
		}
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys))).isEqualTo("rwx------");
		assertThat(HostKeys.load(List.of(keys.toString())).fingerprints()).isEqualTo(loaded.fingerprints());
	}

	@Test
	void aKeyMayBeGivenAsItIs() throws IOException {
		HostKeys.load(List.of(this.folder.toString()));
		String pem = Files.readString(this.folder.resolve("ssh_host_ed25519_key"));
		assertThat(HostKeys.load(List.of(pem)).keys()).map(KeyUtils::getKeyType).containsExactly("ssh-ed25519");
	}

	@Test
	void aKeyMayBeAFile() {
		HostKeys.load(List.of(this.folder.toString()));
		assertThat(HostKeys.load(List.of(this.folder.resolve("ssh_host_rsa_key").toString())).keys())
			.map(KeyUtils::getKeyType)
			.containsExactly("ssh-rsa");
	}

	@Test
	void aKeyThatOthersCanReadIsRefused() throws IOException {
		HostKeys.load(List.of(this.folder.toString()));
		Files.setPosixFilePermissions(this.folder.resolve("ssh_host_ed25519_key"),
				PosixFilePermissions.fromString("rw-r-----"));
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> HostKeys.load(List.of(this.folder.toString())))
			.satisfies(
					(ex) -> assertThat(ex.analysis().getDescription()).contains("ssh_host_ed25519_key", "by others"));
	}

	@Test
	void whatIsNoKeyIsNotRepeatedInTheFailure() {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> HostKeys.load(List.of("-----BEGIN OPENSSH PRIVATE KEY-----\nsecret\n")))
			.satisfies((ex) -> assertThat(ex.analysis().getDescription()).doesNotContain("secret"));
	}

	@Test
	void noKeyIsAFailure() {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> HostKeys.load(List.of()));
	}

}
