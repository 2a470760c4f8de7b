package dev.torsion.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
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
		Race.swapping(this.root, "dir", "../outside", this::openSecret);
	}

	@Test
	void opensNothingOutsideWhileAFileBecomesALink() throws Exception {
		Race.swapping(this.root, "dir/secret", "../../outside/secret", this::openSecret);
	}

	@Test
	void findsNothingOutsideWhileADirectoryBecomesALink() throws Exception {
		Race.swapping(this.root, "dir", "../outside", this::findSecret);
	}

	@Test
	void findsNothingOutsideWhileAFileBecomesALink() throws Exception {
		Race.swapping(this.root, "dir/secret", "../../outside/secret", this::findSecret);
	}

	@Test
	void listsNothingOutsideWhileADirectoryBecomesALink() throws Exception {
		Race.swapping(this.root, "dir", "../outside", this::listDirectory);
	}

	@Test
	void listsNothingOutsideWhileAFileBecomesALink() throws Exception {
		Race.swapping(this.root, "dir/secret", "../../outside/secret", this::listDirectory);
	}

	@Test
	void describesTheFileItOpensWhileItIsReplaced() throws Exception {
		Path file = this.root.resolve("dir/secret");
		Path next = this.root.resolve("dir/next");
		AtomicBoolean longer = new AtomicBoolean();
		Race.Swap swap = () -> {
			Files.writeString(next, longer.getAndSet(!longer.get()) ? "inside" : "inside, longer");
			Race.move(next, file);
		};
		Race.run(swap, () -> {
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

}
