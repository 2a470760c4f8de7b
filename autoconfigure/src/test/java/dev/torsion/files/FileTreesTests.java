package dev.torsion.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import dev.torsion.UnprivilegedJvm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(60)
class FileTreesTests {

	@TempDir
	Path temporary;

	@Test
	void opensDirectories() throws IOException {
		FileTree tree = FileTrees.of(this.temporary.toString(), "network.web.root");
		assertThat(tree).isInstanceOf(Jail.class).hasToString(this.temporary.toString());
	}

	@Test
	void opensDirectoriesRelativeToTheWorkingDirectory() {
		assertThat(FileTrees.of("src", "network.web.root")).hasToString(Path.of("src").toAbsolutePath().toString());
	}

	@Test
	void opensFoldersOfTheClassPath() {
		assertThat(FileTrees.of("classpath:dev/torsion", "network.web.root")).isInstanceOf(ClasspathTree.class)
			.hasToString("classpath:/dev/torsion");
	}

	@Test
	void saysThatADirectoryIsMissing() {
		FailureAnalysis failure = failure(this.temporary.resolve("absent").toString());
		assertThat(failure.getDescription())
			.isEqualTo("The directory '" + this.temporary + "/absent' of network.web.root does not exist.");
		assertThat(failure.getAction()).isEqualTo("Create it, or let network.web.root name a directory that exists.");
	}

	@Test
	void saysThatAFileIsNoDirectory() throws IOException {
		Path file = Files.writeString(this.temporary.resolve("file"), "");
		FailureAnalysis failure = failure(file.toString());
		assertThat(failure.getDescription())
			.isEqualTo("'" + this.temporary + "/file' of network.web.root is not a directory.");
		assertThat(failure.getAction()).isEqualTo("Let network.web.root name the directory that holds the files.");
	}

	@Test
	void saysThatAFolderOfTheClassPathIsMissing() {
		assertThat(failure("classpath:/absent").getDescription())
			.isEqualTo("The directory 'classpath:/absent' of network.web.root does not exist.");
	}

	@Test
	void refusesTheWholeClassPath() {
		for (String location : List.of("classpath:", "classpath:/", "classpath:/../x", "classpath:a//b")) {
			assertThat(failure(location).getDescription()).startsWith("'" + location + "' of network.web.root does not")
				.contains("name a directory: ");
		}
	}

	@Test
	void refusesBlankLocations() {
		assertThat(failure(" ").getDescription())
			.isEqualTo("' ' of network.web.root does not name a directory: it is blank.");
	}

	@Test
	void saysThatADirectoryMayNotBeReadAndForbidsWhatMayNot() throws Exception {
		Path root = Files.createDirectory(this.temporary.resolve("root"));
		Files.writeString(root.resolve("file"), "");
		Files.createDirectory(root.resolve("dir"));
		Files.writeString(root.resolve("dir/file"), "");
		Path closed = Files.createDirectory(this.temporary.resolve("closed"));
		for (Path path : List.of(closed, root.resolve("file"), root.resolve("dir"))) {
			Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
		}
		List<String> lines;
		try {
			lines = UnprivilegedJvm.run(this.temporary, Unprivileged.class, root.toString(), closed.toString());
		}
		finally {
			for (Path path : List.of(closed, root.resolve("dir"))) {
				Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
			}
		}
		assertThat(lines).containsExactly("true", "forbidden", "true", "forbidden", "forbidden", "forbidden",
				"[dir, file]",
				"The directory '" + closed + "' of network.web.root cannot be read by the user 'nobody'.",
				"Permit that user to read and search it and to search the directories above it, or let network.web.root name another.");
	}

	/**
	 * Runs in a process of its own, as root may read everything.
	 */
	static final class Unprivileged {

		private Unprivileged() {
		}

		public static void main(String[] args) throws IOException {
			FileTree tree = FileTrees.of(args[0], "network.web.root");
			print(() -> tree.find(FilePath.of("file")) != null);
			print(() -> tree.open(FilePath.of("file")));
			print(() -> tree.find(FilePath.of("dir")) != null);
			print(() -> tree.find(FilePath.of("dir/file")));
			print(() -> tree.open(FilePath.of("dir/file")));
			print(() -> tree.list(FilePath.of("dir"), 9));
			print(() -> tree.list(FilePath.ROOT, 9).stream().map(FileEntry::name).sorted().toList());
			try {
				FileTrees.of(args[1], "network.web.root");
			}
			catch (FailureAnalyzedException ex) {
				System.out.println(ex.analysis().getDescription());
				System.out.println(ex.analysis().getAction());
			}
		}

		private static void print(Attempt attempt) throws IOException {
			try {
				System.out.println(attempt.run());
			}
			catch (AccessDeniedException ex) {
				System.out.println("forbidden");
			}
		}

		@FunctionalInterface
		interface Attempt {

			@Nullable Object run() throws IOException;

		}

	}

	private static FailureAnalysis failure(String location) {
		FailureAnalyzedException exception = catchThrowableOfType(FailureAnalyzedException.class,
				() -> FileTrees.of(location, "network.web.root"));
		assertThat(exception).as(location).isNotNull();
		return exception.analysis();
	}

}
