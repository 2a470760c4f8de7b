package dev.torsion.conch.auth.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import dev.torsion.conch.auth.key.TestKey;
import dev.torsion.cred.account.Secret;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AuthorizedKeyFilesTests {

	private static final TestKey KEY = TestKey.ed25519();

	@TempDir
	private Path folder;

	private Path file;

	private AuthorizedKeyFiles files;

	@BeforeEach
	void write() throws IOException {
		Path home = Files.createDirectories(this.folder.resolve("home/alice/.ssh"));
		mode(home, "rwx------");
		mode(this.folder.resolve("home/alice"), "rwxr-xr-x");
		this.file = Files.writeString(home.resolve("authorized_keys"),
				"# mine\n\n" + KEY.line("no-pty") + " a\n" + KEY.line("") + "\r\nnonsense\n");
		mode(this.file, "rw-r--r--");
		this.files = new AuthorizedKeyFiles(this.folder + "/home/{user}/.ssh/authorized_keys", new VirtualEventLoop());
	}

	@Test
	void readsTheKeysOfAnAccount() {
		assertThat(keys("alice")).containsExactly(Secret.PublicKey.parse(KEY.line("no-pty") + " a"), KEY.secret(""));
		assertThat(keys("bob")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "../home/alice", "alice/", "a/b", "a\\b", "a\0", "a\nb", "al%69ce", "a b",
			".alice" })
	void namesThatLeadElsewhereHaveNoFile(String name) {
		assertThat(keys(name)).isEmpty();
		assertThat(AuthorizedKeyFiles.isFileName(name)).isFalse();
	}

	@Test
	void readsAnewWhatHasChanged() throws IOException {
		Files.setLastModifiedTime(this.file, FileTime.fromMillis(1_000_000_000_000L));
		assertThat(keys("alice")).hasSize(2);
		Files.writeString(this.file, KEY.line("restrict"));
		assertThat(keys("alice")).containsExactly(KEY.secret("restrict"));
	}

	@Test
	void refusesWhatOthersMayWrite() throws IOException {
		mode(this.file, "rw-rw-r--");
		assertThat(keys("alice")).isEmpty();
		mode(this.file, "rw-r--r--");
		mode(this.folder.resolve("home/alice/.ssh"), "rwxrwxrwx");
		assertThat(keys("alice")).isEmpty();
		mode(this.folder.resolve("home/alice/.ssh"), "rwx------");
		mode(this.folder.resolve("home/alice"), "rwxrwx---");
		assertThat(keys("alice")).isEmpty();
		mode(this.folder.resolve("home/alice"), "rwxr-xr-x");
		assertThat(keys("alice")).hasSize(2);
	}

	@Test
	void refusesWhatBelongsToSomebodyElse() throws IOException {
		Files.setOwner(this.file,
				this.file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("daemon"));
		assertThat(keys("alice")).isEmpty();
	}

	@Test
	void followsNoLinks() throws IOException {
		Path home = Files.createDirectories(this.folder.resolve("home/bob"));
		mode(home, "rwxr-xr-x");
		Files.createSymbolicLink(home.resolve(".ssh"), this.file.getParent());
		assertThat(keys("bob")).isEmpty();
		Path carol = Files.createDirectories(this.folder.resolve("home/carol/.ssh"));
		mode(carol, "rwx------");
		mode(this.folder.resolve("home/carol"), "rwx------");
		Files.createSymbolicLink(carol.resolve("authorized_keys"), this.file);
		assertThat(keys("carol")).isEmpty();
	}

	@Test
	void readsNoLargeFile() throws IOException {
		Files.writeString(this.file, KEY.line("") + "\n" + "#".repeat(AuthorizedKeyFiles.MAX_SIZE));
		assertThat(keys("alice")).isEmpty();
	}

	@Test
	void wantsAnAbsolutePathWithTheNameInIt() {
		VirtualEventLoop loop = new VirtualEventLoop();
		assertThatIllegalArgumentException().isThrownBy(() -> new AuthorizedKeyFiles("/etc/keys", loop));
		assertThatIllegalArgumentException().isThrownBy(() -> new AuthorizedKeyFiles("keys/{user}", loop));
	}

	private List<Secret.PublicKey> keys(String name) {
		return this.files.keys(name).collectList().blockOptional().orElseThrow();
	}

	private static void mode(Path path, String mode) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
	}

}
