package dev.torsion.files;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.torsion.files.FileStatus.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class WritableJailTests {

	@TempDir
	Path temporary;

	Path root;

	Path outside;

	WritableJail jail;

	@BeforeEach
	void createJail() throws IOException {
		this.root = Files.createDirectory(this.temporary.resolve("root"));
		this.outside = Files.createDirectory(this.temporary.resolve("outside"));
		Files.writeString(this.outside.resolve("secret"), "outside");
		Files.createDirectories(this.root.resolve("dir/sub"));
		Files.writeString(this.root.resolve("dir/file"), "inside");
		this.jail = new WritableJail(this.root);
	}

	@AfterEach
	void leavesNothingUnfinishedAndTheOutsideAlone() throws IOException {
		try (var entries = Files.list(this.root)) {
			assertThat(entries).noneMatch((entry) -> entry.getFileName().toString().startsWith(".torsion-"));
		}
		try (var entries = Files.list(this.outside)) {
			assertThat(entries).containsExactly(this.outside.resolve("secret"));
		}
		assertThat(this.outside.resolve("secret")).hasContent("outside");
	}

	@Test
	void writesAndReads() throws IOException {
		try (FileChannel file = this.jail.open(path("dir/new"), Set.of(READ, WRITE, CREATE), 0640)) {
			file.write(bytes("hello"), 0);
			file.write(bytes("world"), 1000);
			ByteBuffer read = ByteBuffer.allocate(5);
			file.read(read, 1000);
			assertThat(read.flip()).isEqualTo(bytes("world"));
		}
		assertThat(Files.size(this.root.resolve("dir/new"))).isEqualTo(1005);
		assertThat(status("dir/new").mode() & ~0640).isZero();
	}

	@Test
	void truncatesOnlyIfAskedTo() throws IOException {
		this.jail.open(path("dir/file"), Set.of(WRITE, CREATE), 0).close();
		assertThat(this.root.resolve("dir/file")).hasContent("inside");
		this.jail.open(path("dir/file"), Set.of(WRITE, TRUNCATE_EXISTING), 0).close();
		assertThat(this.root.resolve("dir/file")).hasContent("");
	}

	@Test
	void appends() throws IOException {
		for (Set<OpenOption> options : List.<Set<OpenOption>>of(Set.of(APPEND), Set.of(WRITE, APPEND),
				Set.of(READ, WRITE, APPEND))) {
			try (FileChannel file = this.jail.open(path("dir/file"), options, 0)) {
				file.write(bytes("+"), 0);
				file.write(bytes("-"));
			}
		}
		assertThat(this.root.resolve("dir/file")).hasContent("inside+-+-+-");
	}

	@Test
	void makesNewFilesOnlyWhereNothingIs() throws IOException {
		link("dangling", "nowhere");
		for (String name : List.of("dir/file", "dir", "dangling")) {
			assertThatExceptionOfType(FileAlreadyExistsException.class)
				.isThrownBy(() -> this.jail.open(path(name), Set.of(WRITE, CREATE_NEW), 0600));
		}
		this.jail.open(path("fresh"), Set.of(WRITE, CREATE_NEW), 0600).close();
		assertThat(this.root.resolve("fresh")).exists();
	}

	@Test
	void opensOnlyRegularFilesThatAreThere() {
		for (String name : List.of("absent", "dir", "/", "absent/file", "dir/file/below")) {
			assertThatExceptionOfType(NoSuchFileException.class).as(name)
				.isThrownBy(() -> this.jail.open(path(name), Set.of(WRITE), 0));
		}
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> this.jail.open(path("absent/file"), Set.of(WRITE, CREATE), 0600));
	}

	@Test
	void neverSetsTheUserOrGroupOfPrograms() throws IOException {
		this.jail.open(path("file"), Set.of(WRITE, CREATE), 07777).close();
		this.jail.createDirectory(path("made"), 07777);
		this.jail.change(path("dir/file"), new FileChange(null, 07755, null, null), true);
		for (String name : List.of("file", "made", "dir/file")) {
			int mode = (int) Files.getAttribute(this.root.resolve(name), "unix:mode");
			assertThat(mode & 07000).as(name).isZero();
		}
		assertThat(status("dir/file").mode()).isEqualTo(0755);
	}

	@Test
	void makesAndRemovesDirectories() throws IOException {
		this.jail.createDirectory(path("dir/sub/deeper"), 0700);
		assertThat(status("dir/sub/deeper").type()).isEqualTo(Type.DIRECTORY);
		assertThat(status("dir/sub/deeper").mode()).isEqualTo(0700);
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> this.jail.createDirectory(path("dir/sub/deeper"), 0700));
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> this.jail.createDirectory(path("dir/file"), 0700));
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> this.jail.createDirectory(path("absent/dir"), 0700));
		assertThatExceptionOfType(DirectoryNotEmptyException.class)
			.isThrownBy(() -> this.jail.deleteDirectory(path("dir/sub")));
		this.jail.deleteDirectory(path("dir/sub/deeper"));
		assertThat(this.root.resolve("dir/sub/deeper")).doesNotExist();
		assertThatExceptionOfType(NotDirectoryException.class)
			.isThrownBy(() -> this.jail.deleteDirectory(path("dir/file")));
	}

	@Test
	void makesDirectoriesThatCannotBeWrittenTo() throws IOException {
		this.jail.createDirectory(path("dir/sealed"), 0550);
		assertThat(status("dir/sealed").mode()).isEqualTo(0550);
	}

	@Test
	void deletesFilesAndLinksButNotWhatTheyName() throws IOException {
		link("out", this.outside.resolve("secret").toString());
		link("in", "dir");
		this.jail.delete(path("out"));
		this.jail.delete(path("in"));
		this.jail.delete(path("dir/file"));
		assertThat(this.root.resolve("dir/sub")).exists();
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> this.jail.delete(path("dir/file")));
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> this.jail.delete(path("dir/sub")));
		assertThat(this.root.resolve("dir/sub")).exists();
	}

	@Test
	void renames() throws IOException {
		Files.writeString(this.root.resolve("other"), "other");
		link("in", "dir/file");
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> this.jail.rename(path("dir/file"), path("other"), false));
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> this.jail.rename(path("dir"), path("other"), false));
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> this.jail.rename(path("absent"), path("new"), false));
		assertThat(this.root.resolve("new")).doesNotExist();
		this.jail.rename(path("in"), path("moved"), false);
		assertThat(Files.readSymbolicLink(this.root.resolve("moved"))).hasToString("dir/file");
		this.jail.rename(path("dir/file"), path("other"), true);
		assertThat(this.root.resolve("other")).hasContent("inside");
		this.jail.rename(path("other"), path("dir/sub/back"), false);
		assertThat(this.root.resolve("dir/sub/back")).hasContent("inside");
	}

	@Test
	void renamesDirectories() throws IOException {
		Files.createDirectory(this.root.resolve("empty"));
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> this.jail.rename(path("dir"), path("empty"), false));
		assertThatExceptionOfType(FileSystemException.class)
			.isThrownBy(() -> this.jail.rename(path("dir"), path("dir/sub/inner"), true));
		assertThatExceptionOfType(FileSystemException.class)
			.isThrownBy(() -> this.jail.rename(path("empty"), path("dir"), true));
		this.jail.rename(path("dir"), path("empty"), true);
		assertThat(this.root.resolve("empty/file")).hasContent("inside");
	}

	@Test
	void neitherRemovesNorRenamesNorOpensTheRoot() throws IOException {
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.jail.delete(FilePath.ROOT));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.jail.deleteDirectory(FilePath.ROOT));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.jail.rename(FilePath.ROOT, path("x"), true));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.jail.rename(path("dir"), FilePath.ROOT, true));
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> this.jail.createDirectory(FilePath.ROOT, 0700));
		link("dir/top", "..");
		for (String name : List.of("/", "dir/top")) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.jail.change(path(name), new FileChange(null, 0, null, null), true));
		}
		assertThat(status("/").type()).isEqualTo(Type.DIRECTORY);
	}

	@Test
	void linksFiles() throws IOException {
		this.jail.link(path("dir/file"), path("second"));
		assertThat(Files.isSameFile(this.root.resolve("second"), this.root.resolve("dir/file"))).isTrue();
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> this.jail.link(path("dir/file"), path("second")));
		assertThatExceptionOfType(FileSystemException.class)
			.isThrownBy(() -> this.jail.link(path("dir"), path("third")));
		link("out", this.outside.resolve("secret").toString());
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> this.jail.link(path("out"), path("third")));
	}

	@Test
	void keepsLinksAsTheyWereWritten() throws IOException {
		for (String text : List.of("dir/file", "../outside/secret", "/etc/passwd", "/", "nowhere", "..")) {
			this.jail.symlink(path("link"), text);
			assertThat(Files.readSymbolicLink(this.root.resolve("link"))).hasToString(text);
			assertThat(this.jail.readLink(path("link"))).isEqualTo(text);
			assertThat(this.jail.status(path("link"), false).size()).isEqualTo(text.length());
			this.jail.delete(path("link"));
		}
		for (String text : List.of("", "nul\0", "x".repeat(5000))) {
			assertThatExceptionOfType(FileSystemException.class)
				.isThrownBy(() -> this.jail.symlink(path("link"), text));
		}
		assertThatExceptionOfType(NotLinkException.class).isThrownBy(() -> this.jail.readLink(path("dir/file")));
	}

	@Test
	void takesAbsoluteLinksFromTheRoot() throws IOException {
		this.jail.symlink(path("dir/sub/absolute"), "/dir/file");
		this.jail.symlink(path("passwd"), "/etc/passwd");
		this.jail.symlink(path("top"), "/..");
		assertThat(this.jail.status(path("dir/sub/absolute"), true).size()).isEqualTo(6);
		for (String name : List.of("passwd", "top")) {
			assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> this.jail.status(path(name), true));
		}
	}

	@Test
	void doesNotTellTheServersPathByALink() throws IOException {
		link("absolute", this.root.resolve("dir/file").toString());
		assertThat(this.jail.readLink(path("absolute"))).isEqualTo("/dir/file");
		assertThat(this.jail.status(path("absolute"), false).size()).isEqualTo(9);
		try (FileListing listing = this.jail.listing(FilePath.ROOT)) {
			assertThat(listing.next(9)).filteredOn((entry) -> entry.type() == Type.LINK)
				.singleElement()
				.satisfies((entry) -> assertThat(entry.size()).isEqualTo(9));
		}
	}

	@Test
	void doesNotTellTheServersPathByAFailure() throws IOException {
		List<Throwable> failures = new ArrayList<>();
		failures.add(failure(() -> this.jail.createDirectory(path("dir/file"), 0700)));
		failures.add(failure(() -> this.jail.symlink(path("x"), "y".repeat(5000))));
		failures.add(failure(() -> this.jail.createDirectory(path("ü".repeat(255)), 0700)));
		failures.add(failure(() -> this.jail.open(path("ü".repeat(255)), Set.of(WRITE, CREATE), 0700)));
		failures.add(failure(() -> this.jail.rename(path("dir"), path("dir/sub/x"), false)));
		failures.add(failure(() -> this.jail.listing(path("dir/file"))));
		assertThat(failures).allSatisfy((ex) -> assertThat(ex).isInstanceOf(FileSystemException.class)
			.hasMessageNotContaining(this.temporary.toString())
			.hasMessageNotContaining(".torsion-"));
	}

	@Test
	void doesNotFollowLinksThatLeadOutside() throws IOException {
		link("folder", "../outside");
		link("secret", "../outside/secret");
		List<Action> actions = List.of(() -> this.jail.open(path("secret"), Set.of(WRITE, TRUNCATE_EXISTING), 0),
				() -> this.jail.open(path("secret"), Set.of(WRITE, CREATE), 0),
				() -> this.jail.open(path("folder/new"), Set.of(WRITE, CREATE), 0600),
				() -> this.jail.open(path("folder/new"), Set.of(WRITE, CREATE_NEW), 0600),
				() -> this.jail.delete(path("folder/secret")), () -> this.jail.createDirectory(path("folder/x"), 0700),
				() -> this.jail.symlink(path("folder/x"), "y"),
				() -> this.jail.link(path("dir/file"), path("folder/x")),
				() -> this.jail.rename(path("dir/file"), path("folder/x"), true),
				() -> this.jail.rename(path("folder/secret"), path("x"), true),
				() -> this.jail.deleteDirectory(path("folder/x")), () -> this.jail.listing(path("folder")),
				() -> this.jail.change(path("secret"), new FileChange(0L, 0, null, null), true),
				() -> this.jail.change(path("folder/secret"), new FileChange(0L, 0, null, null), false),
				() -> this.jail.readLink(path("folder/secret")), () -> this.jail.status(path("folder/secret"), false),
				() -> this.jail.space(path("folder/secret")));
		assertThat(actions).allSatisfy((action) -> assertThat(failure(action)).isInstanceOf(IOException.class));
	}

	@Test
	void changesTimesModeAndSize() throws IOException {
		Instant accessed = Instant.parse("2020-01-02T03:04:05Z");
		Instant modified = Instant.parse("2021-02-03T04:05:06Z");
		this.jail.change(path("dir/file"), new FileChange(3L, 0604, accessed, modified), true);
		FileStatus status = status("dir/file");
		assertThat(status.mode()).isEqualTo(0604);
		assertThat(status.size()).isEqualTo(3);
		assertThat(status.accessed()).isEqualTo(accessed);
		assertThat(status.modified()).isEqualTo(modified);
		this.jail.change(path("dir/file"), new FileChange(3_000_000_000L, null, null, null), true);
		assertThat(status("dir/file").size()).isEqualTo(3_000_000_000L);
		this.jail.change(path("dir"), new FileChange(null, 0711, null, modified), true);
		assertThat(status("dir").mode()).isEqualTo(0711);
		assertThat(status("dir").modified()).isEqualTo(modified);
		for (long size : new long[] { -1, Long.MIN_VALUE }) {
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> this.jail.change(path("dir/file"), new FileChange(size, null, null, null), true));
		}
	}

	@Test
	void changesWhatALinkNamesOnlyIfFollowing() throws IOException {
		link("in", "dir/file");
		this.jail.change(path("in"), new FileChange(null, 0600, null, null), true);
		assertThat(status("dir/file").mode()).isEqualTo(0600);
		assertThatExceptionOfType(FileSystemException.class)
			.isThrownBy(() -> this.jail.change(path("in"), new FileChange(null, 0644, null, null), false));
		assertThat(status("dir/file").mode()).isEqualTo(0600);
	}

	@Test
	void listsBitByBitWithoutFollowingLinks() throws IOException {
		link("dir/out", "../../outside");
		link("dir/in", "file");
		Files.writeString(this.root.resolve("dir/back\\slash"), "");
		Files.writeString(this.root.resolve("dir/.torsion-x"), "");
		List<FileStatus> entries = new ArrayList<>();
		try (FileListing listing = this.jail.listing(path("dir"))) {
			for (List<FileStatus> next = listing.next(3); !next.isEmpty(); next = listing.next(3)) {
				assertThat(next).hasSizeLessThanOrEqualTo(3);
				entries.addAll(next);
			}
			assertThat(listing.next(1)).isEmpty();
		}
		assertThat(entries).extracting(FileStatus::name).containsExactlyInAnyOrder("file", "sub", "in", "out");
		assertThat(entries).filteredOn((entry) -> entry.type() == Type.LINK)
			.extracting(FileStatus::name)
			.containsExactlyInAnyOrder("in", "out");
		assertThatExceptionOfType(NotDirectoryException.class).isThrownBy(() -> this.jail.listing(path("dir/file")));
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> this.jail.listing(path("absent")));
	}

	@Test
	void neitherOpensNorMovesFifosSocketsAndDevices() throws Exception {
		FileTreeContract.mkfifo(this.root.resolve("fifo"));
		new ProcessBuilder("mknod", this.root.resolve("null").toString(), "c", "1", "3").start().waitFor();
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			server.bind(UnixDomainSocketAddress.of(this.root.resolve("socket")));
			for (String name : List.of("fifo", "socket", "null")) {
				if (Files.notExists(this.root.resolve(name))) {
					continue;
				}
				assertThat(this.jail.status(path(name), true).type()).isEqualTo(Type.OTHER);
				for (OpenOption option : List.of(READ, WRITE, APPEND)) {
					assertThatExceptionOfType(NoSuchFileException.class)
						.isThrownBy(() -> this.jail.open(path(name), Set.of(option), 0));
				}
				List<Action> actions = List.of(() -> this.jail.open(path(name), Set.of(WRITE, CREATE), 0),
						() -> this.jail.change(path(name), new FileChange(null, 0600, null, null), true),
						() -> this.jail.rename(path(name), path("moved"), false),
						() -> this.jail.link(path(name), path("moved")));
				assertThat(actions).allSatisfy((action) -> assertThat(failure(action)).isInstanceOf(IOException.class));
				this.jail.delete(path(name));
			}
		}
	}

	@Test
	void hasTheLongestNamesAndDeepestPaths() throws IOException {
		String longest = "ü".repeat(127) + "n";
		this.jail.open(path(longest), Set.of(WRITE, CREATE_NEW), 0600).close();
		this.jail.rename(path(longest), path("n".repeat(255)), false);
		assertThat(status("n".repeat(255)).type()).isEqualTo(Type.FILE);
		StringBuilder deep = new StringBuilder("d");
		this.jail.createDirectory(path("d"), 0700);
		for (int i = 1; i < FilePath.MAX_NAMES - 1; i++) {
			this.jail.createDirectory(path(deep.append("/d").toString()), 0700);
		}
		this.jail.open(path(deep + "/file"), Set.of(WRITE, CREATE_NEW), 0600).close();
		assertThat(status(deep + "/file").type()).isEqualTo(Type.FILE);
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> path(deep + "/d/d"));
	}

	@Test
	void knowsNoNamesThatCouldBeTakenOtherwise() {
		for (String name : List.of("a\\b", "..", "a\0b", "line\nbreak", ".torsion-" + "0".repeat(32))) {
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> path("dir/" + name));
		}
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> this.jail.open(path("\uD800"), Set.of(WRITE, CREATE), 0600));
	}

	@Test
	void tellsUpperFromLowerCaseAndFormsOfLetters() throws IOException {
		for (String name : List.of("readme", "README", "\u00e9", "e\u0301")) {
			this.jail.open(path(name), Set.of(WRITE, CREATE_NEW), 0600).close();
		}
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> status("Readme"));
	}

	@Test
	void doesNotMoveToAnotherFileSystem() throws IOException {
		Path shm = Path.of("/dev/shm");
		if (!Files.isDirectory(shm) || Files.getFileStore(shm).equals(Files.getFileStore(this.root))) {
			return;
		}
		Path other = Files.createTempDirectory(shm, "torsion");
		try {
			link("other", other.toString());
			assertThatExceptionOfType(NoSuchFileException.class)
				.isThrownBy(() -> this.jail.rename(path("dir/file"), path("other/file"), true));
			assertThat(other).isEmptyDirectory();
		}
		finally {
			Files.delete(other);
		}
	}

	@Test
	void removesWhatWasLeftBehindLongAgo() throws Exception {
		Path left = Files.createDirectory(this.root.resolve(".torsion-" + "0".repeat(32)));
		new WritableJail(this.root);
		assertThat(left).exists();
		// Only the clock of the system sets the time of a change
		assertThat(new Unfinished(this.root).removeStale(Instant.now().plusSeconds(1))).isEqualTo(1);
		assertThat(left).doesNotExist();
	}

	@Test
	void tellsTheRoomThereIs() throws IOException {
		FileSpace space = this.jail.space(path("dir"));
		assertThat(space.total()).isPositive();
		assertThat(space.usable()).isBetween(0L, space.total());
		assertThat(space.readOnly()).isFalse();
	}

	@Test
	void needsADirectory() {
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> new WritableJail(this.root.resolve("absent")));
		assertThatExceptionOfType(NotDirectoryException.class)
			.isThrownBy(() -> new WritableJail(this.root.resolve("dir/file")));
	}

	private FileStatus status(String path) throws IOException {
		return this.jail.status(path(path), false);
	}

	private void link(String name, String target) throws IOException {
		Files.createSymbolicLink(this.root.resolve(name), Path.of(target));
	}

	private static FilePath path(String path) {
		return FilePath.of(path);
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	private static Throwable failure(Action action) {
		try {
			action.run();
		}
		catch (Exception ex) {
			return ex;
		}
		throw new AssertionError("It did not fail");
	}

	@FunctionalInterface
	interface Action {

		void run() throws Exception;

	}

}
