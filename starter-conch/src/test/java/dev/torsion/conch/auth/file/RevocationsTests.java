package dev.torsion.conch.auth.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.torsion.conch.auth.key.PresentedKey;
import dev.torsion.conch.auth.key.TestCertificate;
import dev.torsion.conch.auth.key.TestKey;
import dev.torsion.conch.auth.wire.Certificate;
import dev.torsion.interop.Interop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class RevocationsTests {

	private static final TestKey AUTHORITY = TestKey.ed25519();

	private static final TestKey KEY = TestKey.ed25519();

	private static final TestKey OTHER = TestKey.ed25519();

	@TempDir
	private Path folder;

	@Test
	void readsLinesOfKeysAndFingerprints() throws IOException {
		Revocations revoked = revoked("# no more\n\n" + KEY.line("") + " a comment\n" + OTHER.fingerprint() + "\n");
		assertThat(revoked.hasKey(KEY.blob())).isTrue();
		assertThat(revoked.hasKey(OTHER.blob())).isTrue();
		assertThat(revoked.hasKey(AUTHORITY.blob())).isFalse();
		assertThat(revoked.has(certified())).isTrue();
	}

	@Test
	void authorityThatIsRevokedSignsNothing() throws IOException {
		assertThat(revoked(AUTHORITY.line("")).has(certified())).isTrue();
		assertThat(revoked(OTHER.line("")).has(certified())).isFalse();
	}

	@Test
	void overlooksNothing() {
		assertThatIOException().isThrownBy(() -> revoked("ssh-ed25519 nonsense"));
		assertThatIOException().isThrownBy(() -> revoked("SHA256:???"));
		assertThatIOException().isThrownBy(() -> revoked("SSHKRL\n\0"));
	}

	@Interop("ssh-keygen")
	@Test
	void readsListsOfOpenSsh() throws Exception {
		Files.writeString(this.folder.resolve("ca.pub"), AUTHORITY.line(""));
		Files.writeString(this.folder.resolve("keys"),
				"serial: 5\nserial: 10-12\nserial: 100\nserial: 102\nserial: 104\nserial: 106\nid: of\u001b a test\n");
		Files.writeString(this.folder.resolve("hashes"), "key: " + KEY.line("") + "\nsha256: " + OTHER.line("") + "\n");
		generate("-k", "-f", "certs.krl", "-s", "ca.pub", "-z", "1", "keys");
		generate("-k", "-f", "keys.krl", "hashes");
		Revocations keys = Revocations.read(this.folder.resolve("keys.krl"));
		assertThat(keys.hasKey(KEY.blob())).isTrue();
		assertThat(keys.hasKey(OTHER.blob())).isTrue();
		assertThat(keys.hasKey(AUTHORITY.blob())).isFalse();
		Revocations certificates = Revocations.read(this.folder.resolve("certs.krl"));
		for (long serial : List.of(5L, 10L, 11L, 12L, 100L, 102L, 104L, 106L)) {
			assertThat(certificates.hasCertificate(numbered(AUTHORITY, serial))).as("%d", serial).isTrue();
		}
	}

	@Interop("ssh-keygen")
	@Test
	void numbersAreThoseOfOneAuthority() throws Exception {
		Files.writeString(this.folder.resolve("ca.pub"), AUTHORITY.line(""));
		Files.writeString(this.folder.resolve("keys"), "serial: 5\nserial: 100\nserial: 102\nserial: 104\n");
		generate("-k", "-f", "certs.krl", "-s", "ca.pub", "keys");
		Revocations certificates = Revocations.read(this.folder.resolve("certs.krl"));
		assertThat(certificates.hasCertificate(numbered(AUTHORITY, 5))).isTrue();
		assertThat(certificates.hasCertificate(numbered(OTHER, 5))).isFalse();
		for (long serial : List.of(0L, 4L, 6L, 99L, 101L, 103L, 105L, -1L)) {
			assertThat(certificates.hasCertificate(numbered(AUTHORITY, serial))).as("%d", serial).isFalse();
		}
	}

	private static Certificate numbered(TestKey authority, long serial) {
		return Certificate.read(KEY.certificate(authority, "alice").serial(serial).bytes());
	}

	private void generate(String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("ssh-keygen"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(this.folder.toFile()).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
	}

	private static PresentedKey certified() {
		TestCertificate certificate = KEY.certificate(AUTHORITY, "alice");
		return Objects.requireNonNull(PresentedKey.read(certificate.type(), certificate.bytes()));
	}

	private Revocations revoked(String text) throws IOException {
		return Revocations.read(Files.writeString(this.folder.resolve("revoked"), text));
	}

}
