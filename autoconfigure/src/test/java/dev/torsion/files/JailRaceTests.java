package dev.torsion.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody else exchanges entries for links to the outside as fast as the machine can,
 * while the jail is read. What is there may be seen or not; the outside may not.
 */
@Timeout(120)
class JailRaceTests {

	private static final int ROUNDS = 30_000;

	private static final FilePath SECRET = FilePath.of("dir/secret");

	@TempDir
	Path temporary;

	Path root;

	Jail jail;

	@BeforeEach
	void createJail() throws IOException {
		this.root = Files.createDirectory(this.temporary.resolve("root"));
		Path outside = Files.createDirectory(this.temporary.resolve("outside"));
		Files.writeString(outside.resolve("secret"), "outside!");
		Files.writeString(outside.resolve("outside"), "");
		Files.createDirectory(this.root.resolve("dir"));
		Files.writeString(this.root.resolve("dir/secret"), "inside");
		this.jail = new Jail(this.root);
	}

	@Test
	void opensNothingOutsideWhileADirectoryBecomesALink() throws Exception {
		swapping("dir", "../outside", this::openSecret);
	}

	@Test
	void opensNothingOutsideWhileAFileBecomesALink() throws Exception {
		swapping("dir/secret", "../../outside/secret", this::openSecret);
	}

	@Test
	void findsNothingOutsideWhileADirectoryBecomesALink() throws Exception {
		swapping("dir", "../outside", this::findSecret);
	}

	@Test
	void findsNothingOutsideWhileAFileBecomesALink() throws Exception {
		swapping("dir/secret", "../../outside/secret", this::findSecret);
	}

	@Test
	void listsNothingOutsideWhileADirectoryBecomesALink() throws Exception {
		swapping("dir", "../outside", this::listDirectory);
	}

	@Test
	void listsNothingOutsideWhileAFileBecomesALink() throws Exception {
		swapping("dir/secret", "../../outside/secret", this::listDirectory);
	}

	@Test
	void describesTheFileItOpensWhileItIsReplaced() throws Exception {
		Path file = this.root.resolve("dir/secret");
		Path next = this.root.resolve("dir/next");
		AtomicBoolean longer = new AtomicBoolean();
		Swap swap = () -> {
			Files.writeString(next, longer.getAndSet(!longer.get()) ? "inside" : "inside, longer");
			move(next, file);
		};
		race(swap, () -> {
			try (OpenFile open = this.jail.open(SECRET)) {
				assertThat(open.entry().size()).isEqualTo(FileTreeContract.text(open).length());
				return true;
			}
			catch (FileSystemException ex) {
				assertThat(ex).hasMessageContaining("Replaced while it was being opened");
				return false;
			}
		}, false);
	}

	private boolean openSecret() throws IOException {
		try (OpenFile file = this.jail.open(SECRET)) {
			assertThat(FileTreeContract.text(file)).isEqualTo("inside");
			return true;
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		catch (FileSystemException ex) {
			// It was another file each time it was looked at
			assertThat(ex).hasMessageContaining("Replaced while it was being opened");
			return false;
		}
	}

	private boolean findSecret() throws IOException {
		FileEntry entry = this.jail.find(SECRET);
		assertThat((entry != null) ? entry.size() : 6).isEqualTo(6);
		return entry != null;
	}

	private boolean listDirectory() throws IOException {
		try {
			var entries = this.jail.list(FilePath.of("dir"), 9);
			assertThat(entries).allSatisfy((entry) -> {
				assertThat(entry.name()).isIn("secret", "parked");
				assertThat(entry.size()).isEqualTo(6);
			});
			return entries.stream().anyMatch((entry) -> entry.name().equals("secret"));
		}
		catch (NotDirectoryException ex) {
			return false;
		}
	}

	private void swapping(String name, String target, Look look) throws Exception {
		Path entry = this.root.resolve(name);
		Path parked = entry.resolveSibling("parked");
		Path link = Files.createSymbolicLink(this.root.resolve("link"), Path.of(target));
		race(() -> {
			move(entry, parked);
			move(link, entry);
			move(entry, link);
			move(parked, entry);
		}, look, true);
	}

	/**
	 * Looks for at least so many rounds, and until it was seen both there and not, so
	 * that the race is known to have been run.
	 */
	private void race(Swap swap, Look look, boolean bothWays) throws Exception {
		AtomicBoolean stop = new AtomicBoolean();
		CompletableFuture<Void> swapper = CompletableFuture.runAsync(() -> repeat(swap, stop));
		try {
			boolean there = false;
			boolean absent = !bothWays;
			for (int round = 0; round < ROUNDS || !there || !absent; round++) {
				boolean seen = look.look();
				there |= seen;
				absent |= !seen;
				assertThat(swapper).isNotDone();
			}
		}
		finally {
			stop.set(true);
			swapper.join();
		}
	}

	private static void repeat(Swap swap, AtomicBoolean stop) {
		while (!stop.get()) {
			try {
				swap.swap();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private static void move(Path from, Path to) throws IOException {
		Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
	}

	@FunctionalInterface
	interface Swap {

		void swap() throws IOException;

	}

	@FunctionalInterface
	interface Look {

		boolean look() throws IOException;

	}

}
