package dev.torsion.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody else exchanges entries for links to the outside as fast as the machine can,
 * while the jail is written to. What is inside may come of it as it likes; the outside
 * stays as it was.
 */
@Timeout(120)
class WritableJailRaceTests {

	private static final int ROUNDS = 5_000;

	private static final FileTime TIME = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

	@TempDir
	Path temporary;

	Path root;

	Path outside;

	WritableJail jail;

	@BeforeEach
	void createJail() throws IOException {
		this.root = Files.createDirectory(this.temporary.resolve("root"));
		this.outside = Files.createDirectory(this.temporary.resolve("outside"));
		Files.writeString(this.outside.resolve("file"), "outside");
		Files.createDirectory(this.outside.resolve("empty"));
		Files.createSymbolicLink(this.outside.resolve("name"), Path.of("secret"));
		for (String name : List.of("file", "empty", "")) {
			Files.setLastModifiedTime(this.outside.resolve(name), TIME);
		}
		Files.createDirectory(this.root.resolve("dir"));
		Files.writeString(this.root.resolve("file"), "inside");
		this.jail = new WritableJail(this.root);
	}

	@AfterEach
	void leavesTheOutsideAlone() throws IOException {
		assertThat(this.outside.resolve("file")).hasContent("outside");
		try (Stream<Path> entries = Files.list(this.outside)) {
			assertThat(entries.map((entry) -> entry.getFileName().toString())).containsExactlyInAnyOrder("file",
					"empty", "name");
		}
		for (String name : List.of("file", "empty", "")) {
			assertThat(Files.getLastModifiedTime(this.outside.resolve(name))).isEqualTo(TIME);
		}
		try (Stream<Path> entries = Files.list(this.root)) {
			assertThat(entries).noneMatch((entry) -> entry.getFileName().toString().startsWith(".torsion-"));
		}
	}

	@Test
	void writesNothingOutsideWhileADirectoryBecomesALink() throws Exception {
		swapping("dir", "../outside", () -> {
			try (FileChannel file = this.jail.open(FilePath.of("dir/file"), Set.of(WRITE, CREATE, TRUNCATE_EXISTING),
					0600)) {
				file.write(ByteBuffer.wrap(new byte[] { 'x' }));
			}
		});
	}

	@Test
	void writesNothingOutsideWhileAFileBecomesALink() throws Exception {
		Files.writeString(this.root.resolve("dir/file"), "");
		swapping("dir/file", "../../outside/file", () -> {
			try (FileChannel file = this.jail.open(FilePath.of("dir/file"), Set.of(WRITE, TRUNCATE_EXISTING), 0600)) {
				file.write(ByteBuffer.wrap(new byte[] { 'x' }));
			}
		});
	}

	@Test
	void makesNothingOutside() throws Exception {
		AtomicInteger number = new AtomicInteger();
		swapping("dir", "../outside", () -> {
			FilePath path = FilePath.of("dir/" + number.incrementAndGet());
			switch (number.get() % 4) {
				case 0 -> this.jail.createDirectory(path, 0700);
				case 1 -> this.jail.symlink(path, "x");
				case 2 -> this.jail.link(FilePath.of("file"), path);
				default -> this.jail.open(path, Set.of(WRITE, CREATE_NEW), 0600).close();
			}
		});
	}

	@Test
	void removesNothingOutside() throws Exception {
		AtomicInteger number = new AtomicInteger();
		swapping("dir", "../outside", () -> {
			if (number.incrementAndGet() % 2 == 0) {
				Files.createDirectory(this.root.resolve("made"));
				this.jail.rename(FilePath.of("made"), FilePath.of("dir/empty"), true);
				this.jail.deleteDirectory(FilePath.of("dir/empty"));
			}
			else {
				Files.writeString(this.root.resolve("made"), "inside");
				this.jail.rename(FilePath.of("made"), FilePath.of("dir/file"), true);
				this.jail.delete(FilePath.of("dir/file"));
			}
		});
	}

	@Test
	void renamesNothingFromOrToTheOutside() throws Exception {
		Files.writeString(this.root.resolve("dir/file"), "inside");
		swapping("dir", "../outside", () -> {
			this.jail.rename(FilePath.of("dir/file"), FilePath.of("moved"), true);
			assertThat(this.root.resolve("moved")).hasContent("inside");
			FilePath back = FilePath.of("dir/file");
			while (!moved(FilePath.of("moved"), back)) {
				Thread.onSpinWait();
			}
		});
	}

	@Test
	void linksNothingFromOutside() throws Exception {
		Files.writeString(this.root.resolve("dir/file"), "inside");
		swapping("dir", "../outside", () -> {
			this.jail.link(FilePath.of("dir/file"), FilePath.of("second"));
			assertThat(this.root.resolve("second")).hasContent("inside");
			this.jail.delete(FilePath.of("second"));
		});
	}

	@Test
	void changesNothingOutside() throws Exception {
		Files.writeString(this.root.resolve("dir/file"), "inside");
		Instant time = Instant.parse("2021-01-01T00:00:00Z");
		swapping("dir", "../outside",
				() -> this.jail.change(FilePath.of("dir/file"), new FileChange(3L, 0600, time, time), true));
	}

	@Test
	void listsNothingOutside() throws Exception {
		Files.writeString(this.root.resolve("dir/inside"), "");
		swapping("dir", "../outside", () -> {
			try (FileListing listing = this.jail.listing(FilePath.of("dir"))) {
				assertThat(listing.next(9)).extracting(FileStatus::name).containsExactly("inside");
			}
		});
	}

	@Test
	void looksAtNothingOutside() throws Exception {
		Files.writeString(this.root.resolve("dir/file"), "in");
		swapping("dir", "../outside",
				() -> assertThat(this.jail.status(FilePath.of("dir/file"), true).size()).isEqualTo(2));
	}

	@Test
	void readsNoLinksOutside() throws Exception {
		Files.createSymbolicLink(this.root.resolve("dir/name"), Path.of("inside"));
		swapping("dir", "../outside",
				() -> assertThat(this.jail.readLink(FilePath.of("dir/name"))).isEqualTo("inside"));
	}

	private boolean moved(FilePath from, FilePath to) throws IOException {
		try {
			this.jail.rename(from, to, true);
			return true;
		}
		catch (FileSystemException ex) {
			return false;
		}
	}

	private void swapping(String name, String target, Action action) throws Exception {
		Race.swapping(this.root, name, target, ROUNDS, () -> {
			try {
				action.run();
				return true;
			}
			catch (FileSystemException ex) {
				// It led outside just then
				clean();
				return false;
			}
		});
	}

	private void clean() throws IOException {
		Files.deleteIfExists(this.root.resolve("made"));
	}

	@FunctionalInterface
	interface Action {

		void run() throws IOException;

	}

}
