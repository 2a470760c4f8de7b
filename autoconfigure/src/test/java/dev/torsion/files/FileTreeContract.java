package dev.torsion.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for every tree that is a directory of the file system.
 */
@Timeout(60)
abstract class FileTreeContract {

	@TempDir
	Path temporary;

	Path root;

	Path outside;

	FileTree tree;

	abstract FileTree open(Path root) throws IOException;

	@BeforeEach
	void createTree() throws IOException {
		this.root = Files.createDirectory(this.temporary.resolve("root"));
		this.outside = Files.createDirectory(this.temporary.resolve("outside"));
		Files.writeString(this.outside.resolve("secret"), "outside");
		Files.createDirectories(this.root.resolve("dir/sub"));
		Files.writeString(this.root.resolve("dir/file"), "inside");
		this.tree = open(this.root);
	}

	@Test
	void findsFiles() throws IOException {
		Instant modified = Instant.parse("2024-02-29T12:00:00.123456Z");
		Files.setLastModifiedTime(this.root.resolve("dir/file"), FileTime.from(modified));
		FileEntry entry = found("/dir/file");
		assertThat(entry.name()).isEqualTo("file");
		assertThat(entry.directory()).isFalse();
		assertThat(entry.size()).isEqualTo(6);
		assertThat(entry.modified()).isEqualTo(modified);
		assertThat(entry.key()).isNotNull();
	}

	@Test
	void findsDirectoriesAndTheRoot() throws IOException {
		FileEntry directory = found("/dir/sub/");
		assertThat(directory.name()).isEqualTo("sub");
		assertThat(directory.directory()).isTrue();
		assertThat(directory.size()).isZero();
		FileEntry top = found("/");
		assertThat(top.name()).isEmpty();
		assertThat(top.directory()).isTrue();
	}

	@Test
	void saysWhereFilesAndDirectoriesAre() throws IOException {
		Path real = this.root.toRealPath();
		assertThat(this.tree.path(FilePath.ROOT)).isEqualTo(real);
		assertThat(this.tree.path(FilePath.of("/dir/sub"))).isEqualTo(real.resolve("dir/sub"));
		assertThat(this.tree.path(FilePath.of("/dir/file"))).isEqualTo(real.resolve("dir/file"));
		assertThat(this.tree.path(FilePath.of("/dir/none"))).isNull();
		assertThat(this.tree.path(FilePath.of("/dir/file/x"))).isNull();
	}

	@Test
	void findsNothingWhereNothingIs() throws IOException {
		assertAbsent("absent");
		assertAbsent("dir/absent");
		assertAbsent("absent/file");
		assertAbsent("dir/file/below");
	}

	@Test
	void opensFilesWithTheirEntry() throws IOException {
		try (OpenFile file = this.tree.open(FilePath.of("/dir/file"))) {
			assertThat(file.entry()).isEqualTo(this.tree.find(FilePath.of("/dir/file")));
			assertThat(text(file)).isEqualTo("inside");
		}
	}

	@Test
	void doesNotOpenDirectories() {
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> this.tree.open(FilePath.of("/dir")));
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> this.tree.open(FilePath.ROOT));
	}

	@Test
	void listsDirectories() throws IOException {
		Files.writeString(this.root.resolve("dir/.hidden"), "");
		Files.createSymbolicLink(this.root.resolve("dir/in"), Path.of("file"));
		Files.createSymbolicLink(this.root.resolve("dir/out"), this.outside);
		assertThat(this.tree.list(FilePath.of("/dir"), 100)).extracting(FileEntry::name)
			.containsExactlyInAnyOrder("file", "sub", ".hidden", "in");
		assertThat(this.tree.list(FilePath.of("/dir"), 100)).filteredOn((entry) -> entry.name().equals("in"))
			.extracting(FileEntry::size)
			.containsExactly(6L);
		assertThat(this.tree.list(FilePath.ROOT, 100)).extracting(FileEntry::name).containsExactly("dir");
		assertThat(this.tree.list(FilePath.of("/dir/sub"), 100)).isEmpty();
	}

	@Test
	void listsNoMoreThanTheLimit() throws IOException {
		for (int i = 0; i < 20; i++) {
			Files.writeString(this.root.resolve("dir/sub/" + i), "");
		}
		assertThat(this.tree.list(FilePath.of("/dir/sub"), 7)).hasSize(7);
		assertThat(this.tree.list(FilePath.of("/dir/sub"), 20)).hasSize(20);
		assertThat(this.tree.list(FilePath.of("/dir/sub"), 0)).isEmpty();
	}

	@Test
	void listsNothingButDirectories() {
		assertThatExceptionOfType(NotDirectoryException.class)
			.isThrownBy(() -> this.tree.list(FilePath.of("/dir/file"), 1));
		assertThatExceptionOfType(NotDirectoryException.class)
			.isThrownBy(() -> this.tree.list(FilePath.of("/absent"), 1));
	}

	@Test
	void leavesNamesOutThatNoPathCanHave() throws IOException {
		Files.writeString(this.root.resolve("dir/sub/back\\slash"), "");
		Files.writeString(this.root.resolve("dir/sub/line\nbreak"), "");
		assertThat(this.tree.list(FilePath.of("/dir/sub"), 10)).isEmpty();
	}

	@Test
	void takesNamesAsTheyAre() throws IOException {
		for (String name : List.of("%2e%2e", "..%2f", "a b", "ünï", "日本", "~", "$HOME", "*", "...", "-rf", "a:b")) {
			Files.writeString(this.root.resolve(name), name);
			try (OpenFile file = this.tree.open(FilePath.of(name))) {
				assertThat(text(file)).isEqualTo(name);
			}
		}
		assertAbsent("%64ir");
	}

	@Test
	void tellsUpperFromLowerCase() throws IOException {
		assertAbsent("Dir");
		assertAbsent("DIR/file");
		assertAbsent("dir/FILE");
	}

	@Test
	void hasNoNamesLongerThanTheSystems() throws IOException {
		String longest = "n".repeat(255);
		Files.writeString(this.root.resolve(longest), "");
		assertThat(this.tree.find(FilePath.of(longest))).isNotNull();
		assertAbsent("ü".repeat(255));
		assertAbsent("ü".repeat(255) + "/file");
	}

	@Test
	void hasNoTextThatIsNoName() throws IOException {
		assertAbsent("\uD800");
	}

	@Test
	void walksAsDeepAsAPathMayBe() throws IOException {
		Path deepest = this.root;
		for (int i = 0; i < FilePath.MAX_NAMES - 1; i++) {
			deepest = deepest.resolve("d");
		}
		Files.createDirectories(deepest);
		Files.writeString(deepest.resolve("d"), "deep");
		String path = "d" + "/d".repeat(FilePath.MAX_NAMES - 1);
		try (OpenFile file = this.tree.open(FilePath.of(path))) {
			assertThat(text(file)).isEqualTo("deep");
		}
		assertAbsent("long-long-long-long-long-long-long-long" + "/d".repeat(FilePath.MAX_NAMES - 1));
	}

	@Test
	void listsTheDeepestDirectory() throws IOException {
		Path deepest = this.root;
		for (int i = 0; i < FilePath.MAX_NAMES - 1; i++) {
			deepest = deepest.resolve("d");
		}
		Files.createDirectories(deepest);
		Files.createSymbolicLink(deepest.resolve("link"), Path.of("."));
		FilePath path = FilePath.of("d" + "/d".repeat(FilePath.MAX_NAMES - 2));
		assertThat(this.tree.list(path, 10)).extracting(FileEntry::name).containsExactly("link");
	}

	@Test
	void doesNotSeeFifos() throws Exception {
		mkfifo(this.root.resolve("fifo"));
		link("link", "fifo");
		assertAbsent("fifo");
		assertAbsent("fifo/file");
		assertAbsent("link");
		assertThat(this.tree.list(FilePath.ROOT, 9)).extracting(FileEntry::name).containsExactly("dir");
	}

	@Test
	void doesNotSeeSockets() throws IOException {
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			server.bind(UnixDomainSocketAddress.of(this.root.resolve("socket")));
			assertAbsent("socket");
		}
	}

	@Test
	void describesTheFileThatWasOpened() throws IOException {
		try (OpenFile file = this.tree.open(FilePath.of("/dir/file"))) {
			Path next = Files.writeString(this.root.resolve("next"), "the next version");
			Files.move(next, this.root.resolve("dir/file"), StandardCopyOption.REPLACE_EXISTING);
			assertThat(file.entry().size()).isEqualTo(6);
			assertThat(text(file)).isEqualTo("inside");
			assertThat(found("/dir/file").key()).isNotEqualTo(file.entry().key());
		}
	}

	@Test
	void survivesTheRootBeingMovedAndCreatedAnew() throws IOException {
		Path moved = Files.move(this.root, this.temporary.resolve("moved"));
		assertAbsent("dir/file");
		assertThat(this.tree.find(FilePath.ROOT)).isNull();
		assertThatExceptionOfType(NotDirectoryException.class).isThrownBy(() -> this.tree.list(FilePath.ROOT, 1));
		Files.createDirectory(this.root);
		Files.writeString(this.root.resolve("new"), "new");
		assertThat(this.tree.find(FilePath.of("new"))).isNotNull();
		Files.delete(this.root.resolve("new"));
		Files.delete(this.root);
		Files.move(moved, this.root);
		assertThat(this.tree.find(FilePath.of("dir/file"))).isNotNull();
	}

	final void link(String name, String target) throws IOException {
		Files.createSymbolicLink(this.root.resolve(name), Path.of(target));
	}

	final FileEntry found(String path) throws IOException {
		FileEntry entry = this.tree.find(FilePath.of(path));
		assertThat(entry).as(path).isNotNull();
		return Objects.requireNonNull(entry);
	}

	final void assertAbsent(String path) throws IOException {
		assertThat(this.tree.path(FilePath.of(path))).isNull();
		assertThat(this.tree.find(FilePath.of(path))).as(path).isNull();
		assertThatExceptionOfType(NoSuchFileException.class).as(path)
			.isThrownBy(() -> this.tree.open(FilePath.of(path)).close());
	}

	static String text(OpenFile file) throws IOException {
		InputStream in = Channels.newInputStream(file.channel());
		return new String(in.readAllBytes(), StandardCharsets.UTF_8);
	}

	static void mkfifo(Path path) throws Exception {
		Process process = new ProcessBuilder("mkfifo", path.toString()).start();
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
	}

}
