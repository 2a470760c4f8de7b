package dev.torsion.conch.scp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.torsion.conch.files.DirectoryCreated;
import dev.torsion.conch.files.FileAccess;
import dev.torsion.conch.files.FileDownloaded;
import dev.torsion.conch.files.FileUploaded;
import dev.torsion.files.FilePath;
import dev.torsion.files.WritableJail;
import dev.torsion.files.WritableTree;
import dev.torsion.files.roots.FileLimits;
import dev.torsion.files.roots.FilePermission;
import dev.torsion.files.roots.PermittedTree;
import dev.torsion.files.roots.QuotaTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conversations with clients: what they send, and what they are sent.
 */
class ScpTests {

	@TempDir
	Path temporary;

	Path root;

	WritableTree tree;

	final List<Object> events = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	ScpSide side;

	@BeforeEach
	void createTree() throws IOException {
		this.root = Files.createDirectory(this.temporary.resolve("root"));
		Files.writeString(this.temporary.resolve("secret"), "outside");
		Files.createDirectories(this.root.resolve("dir/sub"));
		Files.writeString(this.root.resolve("dir/file"), "inside");
		this.tree = new WritableJail(this.root);
	}

	@Test
	void takesAFile() throws IOException {
		begin("scp -t new");
		sends("\0");
		takes("C0640 5 whatever\n", "\0");
		takes("hello", "");
		takes("\0", "\0");
		assertThat(this.root.resolve("new")).hasContent("hello");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.root.resolve("new"))))
			.isEqualTo("rw-r-----");
		assertThat(this.events).containsExactly(new FileUploaded("alice", FilePath.of("new"), 5, true));
		assertThat(this.side.status()).isZero();
	}

	@Test
	void takesWhatItIsSentByteByByte() throws IOException {
		begin("scp -rpt .");
		sends("\0");
		String said = "T1000000000 0 1100000000 0\nD0750 0 d\nC0600 3 f\nabc\0C0644 0 empty\n\0E\n";
		StringBuilder replies = new StringBuilder();
		for (char c : said.toCharArray()) {
			receive(String.valueOf(c));
			replies.append(sent());
		}
		assertThat(replies.toString()).isEqualTo("\0".repeat(7));
		assertThat(this.root.resolve("d/f")).hasContent("abc");
		assertThat(this.root.resolve("d/empty")).hasContent("");
		assertThat(Files.getLastModifiedTime(this.root.resolve("d"))).isEqualTo(time(1_000_000_000));
		assertThat(this.events).first().isEqualTo(new DirectoryCreated("alice", FilePath.of("d")));
		assertThat(this.side.status()).isZero();
	}

	@Test
	void takesWhatItIsSentAtOnce() throws IOException {
		begin("scp -rt .");
		takes("D0755 0 d\nC0600 3 f\nabc\0E\n", "\0\0\0\0\0");
		assertThat(this.root.resolve("d/f")).hasContent("abc");
	}

	@Test
	void writesOverWhatIsThere() throws IOException {
		begin("scp -t dir/file");
		takes("C0600 2 file\nhi\0", "\0\0\0");
		assertThat(this.root.resolve("dir/file")).hasContent("hi");
	}

	@Test
	void keepsTimesAndModesOnlyIfAsked() throws IOException {
		begin("scp -pt dir/file");
		takes("T1000000000 0 1100000000 0\nC0604 2 file\nhi\0", "\0\0\0\0");
		assertThat(Files.getLastModifiedTime(this.root.resolve("dir/file"))).isEqualTo(time(1_000_000_000));
		assertThat(this.tree.status(FilePath.of("dir/file"), true).mode()).isEqualTo(0604);
		begin("scp -t dir/file");
		takes("C0777 2 file\nhi\0", "\0\0\0");
		assertThat(this.tree.status(FilePath.of("dir/file"), true).mode()).isEqualTo(0604);
	}

	@Test
	void neverSetsTheUserOfPrograms() throws IOException {
		begin("scp -pt .");
		takes("C7755 2 file\nhi\0", "\0\0\0");
		assertThat((int) Files.getAttribute(this.root.resolve("file"), "unix:mode") & 07777).isEqualTo(0755);
	}

	@Test
	void wantsADirectoryIfToldTo() throws IOException {
		begin("scp -dt dir/file");
		sends("\1scp: dir/file: Not a directory\n");
		assertThat(this.side.isDone()).isTrue();
		assertThat(this.side.status()).isOne();
	}

	@Test
	void takesNoNamesThatLeadElsewhere() throws IOException {
		for (String name : List.of("../secret", "..", ".", "/etc/passwd", "a/b")) {
			begin("scp -rt .");
			takes("C0644 1 " + name + "\n", "\0\1scp: error: unexpected filename\n");
			assertThat(this.side.isDone()).isTrue();
		}
		begin("scp -rt .");
		takes("D0755 0 ..\n", "\0\1scp: error: unexpected filename\n");
		begin("scp -t .");
		takes("C0644 1 a\\b\n", "\0\1scp: a\\b: Not a name for a file\n");
		assertThat(this.side.isDone()).isFalse();
		assertThat(this.temporary.resolve("secret")).hasContent("outside");
	}

	@Test
	void goesOnAfterAFileThatCannotBeTaken() throws IOException {
		Files.createSymbolicLink(this.root.resolve("out"), this.temporary.resolve("secret"));
		Files.createDirectory(this.root.resolve("taken"));
		begin("scp -rt .");
		takes("C0644 3 out\n", "\0\1scp: out: No such file or directory\n");
		takes("C0644 3 taken\n", "\1scp: taken: No such file or directory\n");
		takes("D0755 0 out\n",
				"\1scp: out: No such file or directory\n".replace("No such file or directory", "File exists"));
		takes("C0644 3 next\nabc\0", "\0\0");
		assertThat(this.root.resolve("next")).hasContent("abc");
		assertThat(this.temporary.resolve("secret")).hasContent("outside");
		assertThat(this.side.status()).isOne();
	}

	@Test
	void takesNoLengthsThatAreNone() throws IOException {
		for (String length : List.of("-1", "9223372036854775808", "99999999999999999999", "1x", "")) {
			begin("scp -t .");
			receive("C0644 " + length + " file\n");
			assertThat(sent()).startsWith("\0\1scp: ");
			assertThat(this.side.isDone()).isTrue();
			assertThat(this.root.resolve("file")).doesNotExist();
		}
	}

	@Test
	void takesNothingThatIsNotSaidProperly() throws IOException {
		for (String line : List.of("X\n", "\n", "C644 1 x\n", "C0849 1 x\n", "C0644 1x\n", "T1 0\n", "E\n",
				"D0755 0 d\n", "x".repeat(5000))) {
			begin("scp -t .");
			receive(line);
			assertThat(sent()).as(line).startsWith("\0\1scp: ");
			assertThat(this.side.isDone()).isTrue();
			assertThat(this.side.status()).isOne();
		}
	}

	@Test
	void tellsOfUploadsThatAreBrokenOff() throws IOException {
		begin("scp -t new");
		takes("C0644 10 new\nhello", "\0\0");
		assertThat(this.side.status()).isOne();
		this.side.close();
		assertThat(this.events).containsExactly(new FileUploaded("alice", FilePath.of("new"), 5, false));
	}

	@Test
	void believesAClientThatCouldNotReadItsFile() throws IOException {
		begin("scp -t .");
		takes("C0644 2 new\nhi\1scp: new: Input/output error\n", "\0\0\0");
		takes("C0644 2 next\nhi\0", "\0\0");
		assertThat(this.events).containsExactly(new FileUploaded("alice", FilePath.of("new"), 2, false),
				new FileUploaded("alice", FilePath.of("next"), 2, true));
		assertThat(this.side.status()).isOne();
		takes("\2fatal\n", "");
		assertThat(this.side.isDone()).isTrue();
	}

	@Test
	void takesNoMoreThanTheQuota() throws IOException {
		this.tree = new QuotaTree(this.tree, new FileLimits(10, 100), Clock.systemUTC());
		begin("scp -t .");
		takes("C0644 5 new\nhello\0", "\0\0\1scp: new: Quota exceeded\n");
		takes("C0644 4 less\nhell\0", "\0\0");
		assertThat(this.events).containsExactly(new FileUploaded("alice", FilePath.of("new"), 0, false),
				new FileUploaded("alice", FilePath.of("less"), 4, true));
	}

	@Test
	void doesOnlyWhatIsPermitted() throws IOException {
		this.tree = new PermittedTree(this.tree, PermittedTree.READ_ONLY);
		begin("scp -rt .");
		takes("C0644 5 new\n", "\0\1scp: new: Permission denied\n");
		takes("D0755 0 new\n", "\1scp: new: Permission denied\n");
		this.tree = new PermittedTree(new WritableJail(this.root), Set.of(FilePermission.WRITE));
		begin("scp -f dir/file");
		takes("\0", "\1scp: file: Permission denied\n");
		begin("scp -f 'dir/*' dir/*");
		sends("\1scp: dir/*: Permission denied\n");
	}

	@Test
	void sendsAFile() throws IOException {
		Files.setPosixFilePermissions(this.root.resolve("dir/file"), PosixFilePermissions.fromString("rw-r-----"));
		begin("scp -f dir/file");
		sends("");
		takes("\0", "C0640 6 file\n");
		takes("\0", "inside\0");
		assertThat(this.side.isDone()).isFalse();
		takes("\0", "");
		assertThat(this.side.isDone()).isTrue();
		assertThat(this.side.status()).isZero();
		assertThat(this.events).containsExactly(new FileDownloaded("alice", FilePath.of("dir/file"), 6, true));
	}

	@Test
	void sendsDirectoriesWithTheirTimes() throws IOException {
		Files.setLastModifiedTime(this.root.resolve("dir/file"), time(1_000_000_000));
		Files.delete(this.root.resolve("dir/sub"));
		Files.setLastModifiedTime(this.root.resolve("dir"), time(1_000_000_001));
		begin("scp -rpf dir");
		receive("\0");
		assertThat(sent()).startsWith("T1000000001 0 ");
		receive("\0");
		assertThat(sent()).matches("D0[0-7]{3} 0 dir\n");
		receive("\0");
		assertThat(sent()).startsWith("T1000000000 0 ");
		receive("\0");
		assertThat(sent()).matches("C0[0-7]{3} 6 file\n");
		takes("\0", "inside\0");
		takes("\0", "E\n");
		takes("\0", "");
		assertThat(this.side.isDone()).isTrue();
		assertThat(this.side.status()).isZero();
	}

	@Test
	void sendsDirectoriesOnlyIfAskedTo() throws IOException {
		begin("scp -f dir dir/absent dir/file");
		takes("\0", "\1scp: dir: not a regular file\n\1scp: absent: No such file or directory\nC0644 6 file\n");
		assertThat(this.side.status()).isOne();
	}

	@Test
	void sendsWhatWildcardsMatch() throws IOException {
		for (String name : List.of("b.txt", "a.txt", ".c.txt", "d")) {
			Files.writeString(this.root.resolve("dir/sub/" + name), "");
		}
		begin("scp -f dir/sub/*.txt none*");
		sends("\1scp: none*: No such file or directory\n");
		takes("\0", "C0644 0 a.txt\n");
		takes("\0", "\0");
		takes("\0", "C0644 0 b.txt\n");
		takes("\0", "\0");
		takes("\0", "");
		assertThat(this.side.isDone()).isTrue();
	}

	@Test
	void sendsAllThatIsInTheRoot() throws IOException {
		begin("scp -rf /");
		takes("\0", "D0755 0 dir\n");
	}

	@Test
	void sendsNothingFromOutside() throws IOException {
		Files.createSymbolicLink(this.root.resolve("out"), this.temporary.resolve("secret"));
		Files.createSymbolicLink(this.root.resolve("up"), Path.of(".."));
		begin("scp -rf out up ../secret up/secret");
		takes("\0", "\1scp: out: No such file or directory\n\1scp: up: No such file or directory\n"
				+ "\1scp: secret: No such file or directory\n\1scp: secret: No such file or directory\n");
	}

	@Test
	void endsLoopsOfLinks() throws IOException {
		Files.delete(this.root.resolve("dir/file"));
		Files.createSymbolicLink(this.root.resolve("dir/sub/again"), Path.of("../../dir"));
		begin("scp -rf dir");
		takes("\0", "D0755 0 dir\n");
		takes("\0", "D0755 0 sub\n");
		takes("\0", "\1scp: again: A loop of links\nE\n");
		takes("\0", "E\n");
		takes("\0", "");
		assertThat(this.side.isDone()).isTrue();
	}

	@Test
	void skipsWhatTheClientDoesNotWant() throws IOException {
		begin("scp -rf dir/sub dir/file");
		takes("\0", "D0755 0 sub\n");
		takes("\1no\n", "C0644 6 file\n");
		takes("\1no\n", "");
		assertThat(this.side.isDone()).isTrue();
		assertThat(this.side.status()).isOne();
		assertThat(this.events).isEmpty();
		begin("scp -f dir/file");
		takes("\0", "C0644 6 file\n");
		takes("\2no\n", "");
		assertThat(this.side.isDone()).isTrue();
	}

	@Test
	void sendsAsManyBytesAsItHasAnnounced() throws IOException {
		begin("scp -f dir/file");
		takes("\0", "C0644 6 file\n");
		Files.writeString(this.root.resolve("dir/file"), "ins");
		takes("\0", "ins\0\0\0\1scp: file: Input/output error\n");
		takes("\0", "");
		assertThat(this.side.status()).isOne();
		assertThat(this.events).containsExactly(new FileDownloaded("alice", FilePath.of("dir/file"), 6, false));
	}

	@Test
	void tellsOfDownloadsThatAreBrokenOff() throws IOException {
		begin("scp -f dir/file");
		takes("\0", "C0644 6 file\n");
		takes("\0", "inside\0");
		this.side.close();
		assertThat(this.side.status()).isOne();
		assertThat(this.events).containsExactly(new FileDownloaded("alice", FilePath.of("dir/file"), 6, false));
	}

	private void begin(String line) {
		ScpCommand command = Objects.requireNonNull(ScpCommand.of(line));
		FileAccess access = new FileAccess("alice", this.tree, this.events::add);
		this.side = command.sink() ? new ScpSink(access, command) : new ScpSource(access, command);
	}

	private void takes(String said, String expected) throws IOException {
		receive(said);
		sends(expected);
	}

	private void receive(String said) throws IOException {
		this.side.received(ByteBuffer.wrap(said.getBytes(StandardCharsets.UTF_8)));
	}

	private void sends(String expected) throws IOException {
		assertThat(sent()).isEqualTo(expected);
	}

	private String sent() throws IOException {
		StringBuilder sent = new StringBuilder();
		for (ByteBuffer next = this.side.next(); next != null; next = this.side.next()) {
			sent.append(StandardCharsets.UTF_8.decode(next));
		}
		return sent.toString();
	}

	private static FileTime time(long seconds) {
		return FileTime.from(Instant.ofEpochSecond(seconds));
	}

}
