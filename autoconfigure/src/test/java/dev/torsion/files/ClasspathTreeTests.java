package dev.torsion.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.loader.net.protocol.Handlers;
import org.springframework.boot.loader.net.protocol.jar.JarUrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class ClasspathTreeTests {

	private static final Instant BUILT = Instant.parse("2024-02-29T12:00:00Z");

	@TempDir
	Path temporary;

	@BeforeAll
	static void registerHandlers() {
		Handlers.register();
	}

	@Test
	void readsDirectories() throws IOException {
		Path folder = Files.createDirectories(this.temporary.resolve("classes/static/sub"));
		Files.writeString(folder.resolve("file"), "inside");
		Files.createSymbolicLink(folder.resolve("link"), this.temporary.resolve("secret"));
		Files.writeString(this.temporary.resolve("secret"), "outside");
		assertReads(this.temporary.resolve("classes").toUri().toURL());
	}

	@Test
	void readsJars() throws IOException {
		assertReads(jar("library.jar").toUri().toURL());
	}

	@Test
	void readsJarsInsideJars() throws IOException {
		assertReads(nested("BOOT-INF/lib/library.jar"));
	}

	@Test
	void readsClassesInsideExecutableJars() throws IOException {
		assertReads(nested("BOOT-INF/classes/"));
	}

	@Test
	void givesFilesTheAgeOfTheirJar() throws IOException {
		for (URL url : new URL[] { jar("library.jar").toUri().toURL(), nested("BOOT-INF/lib/library.jar") }) {
			FileEntry entry = tree(url).find(FilePath.of("sub/file"));
			assertThat(entry).isNotNull().extracting(FileEntry::modified).isEqualTo(BUILT);
		}
	}

	@Test
	void knowsDirectoriesThatHaveNoEntry() throws IOException {
		Path jar = zip("implied.jar", Map.of("static/", "", "static/a/b/file", "inside"));
		ClasspathTree tree = tree(jar.toUri().toURL());
		assertThat(tree.find(FilePath.of("a/b"))).isNotNull().extracting(FileEntry::directory).isEqualTo(true);
		assertThat(tree.list(FilePath.of("a"), 9)).extracting(FileEntry::name).containsExactly("b");
	}

	@Test
	void hasNoEntriesThatLeaveTheFolder() throws IOException {
		Path jar = zip("slip.jar",
				Map.of("static/", "", "static/../secret", "x", "static//double", "x", "secret", "x"));
		ClasspathTree tree = tree(jar.toUri().toURL());
		assertThat(tree.list(FilePath.ROOT, 9)).isEmpty();
		assertThat(tree.find(FilePath.of("secret"))).isNull();
	}

	@Test
	void prefersTheEarlierOnTheClassPath() throws IOException {
		Path first = zip("first.jar", Map.of("static/", "", "static/same", "first", "static/one", "1"));
		Path second = zip("second.jar", Map.of("static/", "", "static/same", "the second", "static/two", "2"));
		ClasspathTree tree = tree(first.toUri().toURL(), second.toUri().toURL());
		try (OpenFile file = tree.open(FilePath.of("same"))) {
			assertThat(FileTreeContract.text(file)).isEqualTo("first");
		}
		assertThat(tree.find(FilePath.of("two"))).isNotNull();
		assertThat(tree.list(FilePath.ROOT, 9)).extracting(FileEntry::name, FileEntry::size)
			.containsExactlyInAnyOrder(tuple("same", 5L), tuple("one", 1L), tuple("two", 1L));
		assertThat(tree.list(FilePath.ROOT, 2)).hasSize(2);
	}

	@Test
	void doesNotReadWhatIsTooLargeForMemory() throws IOException {
		Path jar = zip("large.jar", Map.of("static/", "", "static/large", "x".repeat(JarTree.MAX_SIZE + 1)));
		ClasspathTree tree = tree(jar.toUri().toURL());
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> tree.open(FilePath.of("large")))
			.withMessageContaining("Too large");
	}

	@Test
	void failsWhereThereIsNoFolder() {
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> tree());
	}

	private static void assertReads(URL... classPath) throws IOException {
		ClasspathTree tree = tree(classPath);
		FileEntry file = tree.find(FilePath.of("sub/file"));
		assertThat(file).isNotNull().extracting(FileEntry::name, FileEntry::size).containsExactly("file", 6L);
		try (OpenFile open = tree.open(FilePath.of("sub/file"))) {
			assertThat(open.entry()).isEqualTo(file);
			assertThat(open.channel().size()).isEqualTo(6);
			assertThat(FileTreeContract.text(open)).isEqualTo("inside");
			open.channel().position(2);
			assertThat(FileTreeContract.text(open)).isEqualTo("side");
		}
		assertThat(tree.find(FilePath.ROOT)).isNotNull().extracting(FileEntry::directory).isEqualTo(true);
		assertThat(tree.find(FilePath.of("sub"))).isNotNull().extracting(FileEntry::directory).isEqualTo(true);
		assertThat(tree.list(FilePath.ROOT, 9)).extracting(FileEntry::name).containsExactly("sub");
		assertThat(tree.list(FilePath.of("sub"), 9)).extracting(FileEntry::name).containsExactly("file");
		for (String absent : new String[] { "absent", "SUB", "sub/absent", "sub/file/below", "sub/link", "secret" }) {
			assertThat(tree.find(FilePath.of(absent))).as(absent).isNull();
			assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> tree.open(FilePath.of(absent)));
			assertThatExceptionOfType(NotDirectoryException.class).isThrownBy(() -> tree.list(FilePath.of(absent), 1));
		}
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> tree.open(FilePath.of("sub")));
		assertThatExceptionOfType(NotDirectoryException.class).isThrownBy(() -> tree.list(FilePath.of("sub/file"), 1));
	}

	private static ClasspathTree tree(URL... classPath) throws IOException {
		return ClasspathTree.of("/static", new URLClassLoader(classPath, null));
	}

	private Path jar(String name) throws IOException {
		Map<String, String> entries = new LinkedHashMap<>();
		entries.put("static/", "");
		entries.put("static/sub/", "");
		entries.put("static/sub/file", "inside");
		entries.put("secret", "outside");
		return zip(name, entries);
	}

	private URL nested(String name) throws IOException {
		Path outer = this.temporary.resolve("application.jar");
		try (OutputStream out = Files.newOutputStream(outer); ZipOutputStream zip = new ZipOutputStream(out)) {
			store(zip, "BOOT-INF/classes/", new byte[0]);
			store(zip, "BOOT-INF/classes/static/", new byte[0]);
			store(zip, "BOOT-INF/classes/static/sub/", new byte[0]);
			store(zip, "BOOT-INF/classes/static/sub/file", "inside".getBytes(StandardCharsets.UTF_8));
			store(zip, "BOOT-INF/lib/library.jar", Files.readAllBytes(jar("library.jar")));
		}
		Files.setLastModifiedTime(outer, FileTime.from(BUILT));
		return JarUrl.create(outer.toFile(), name);
	}

	private Path zip(String name, Map<String, String> entries) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (Map.Entry<String, String> entry : entries.entrySet()) {
				zip.putNextEntry(new ZipEntry(entry.getKey()));
				zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
			}
		}
		Path jar = Files.write(this.temporary.resolve(name), bytes.toByteArray());
		return Files.setLastModifiedTime(jar, FileTime.from(BUILT));
	}

	private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
		CRC32 crc = new CRC32();
		crc.update(content);
		ZipEntry entry = new ZipEntry(name);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(content.length);
		entry.setCrc(crc.getValue());
		zip.putNextEntry(entry);
		zip.write(content);
	}

}
