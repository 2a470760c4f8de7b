package dev.torsion.files.roots;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;

import dev.torsion.files.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileRootsTests {

	@TempDir
	Path homes;

	@Test
	void makesWhatAllRootsAreInIfDirectoriesAreMade() {
		Path missing = this.homes.resolve("new/files");
		new FileRoots(missing + "/{user}", true, null, Clock.systemUTC()).check("test.root");
		assertThat(missing).isDirectory();
	}

	@Test
	void givesOneTreeToAllSessionsOfAnAccount() throws IOException {
		FileRoots roots = roots("/{user}", true);
		assertThat(roots.tree("alice")).isSameAs(roots.tree("alice")).isNotSameAs(roots.tree("Alice"));
		assertThat(this.homes.resolve("alice")).isDirectory();
		assertThat(this.homes.resolve("Alice")).isDirectory();
	}

	@Test
	void makesDirectoriesForTheirAccountsAlone() throws IOException {
		roots("/u-{user}/files", true).tree("alice").createDirectory(FilePath.of("x"), 0700);
		assertThat(this.homes.resolve("u-alice/files/x")).isDirectory();
		for (String made : List.of("u-alice", "u-alice/files")) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.homes.resolve(made))))
				.isEqualTo("rwx------");
		}
	}

	@Test
	void makesNoDirectoriesUnlessToldTo() {
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> roots("/{user}", false).tree("alice"));
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> roots("/absent/{user}", true).tree("alice"));
		assertThat(this.homes).isEmptyDirectory();
	}

	@Test
	void hasNoRootForNamesThatCouldLeadElsewhere() {
		FileRoots roots = roots("/{user}", true);
		for (String name : List.of("", ".", "..", "../x", "a/b", "a\\b", "/etc", "a\0b", "a\nb", ".hidden", "a\u202eb",
				"\u200b", "x".repeat(65), ".torsion-x", "\uD800")) {
			assertThatExceptionOfType(AccessDeniedException.class).as(name).isThrownBy(() -> roots.tree(name));
		}
		assertThat(this.homes).isEmptyDirectory();
	}

	@Test
	void takesOtherNamesAsTheyAre() throws IOException {
		FileRoots roots = roots("/{user}", true);
		for (String name : List.of("alice@example.org", "ünï", "{user}", "$1", "-rf", "a b", "x".repeat(64))) {
			roots.tree(name);
			assertThat(this.homes.resolve(name)).isDirectory();
		}
	}

	@Test
	void canHaveOneRootForAll() throws IOException {
		FileRoots roots = roots("", false);
		assertThat(roots.tree("alice")).isSameAs(roots.tree("../bob"));
	}

	@Test
	void saysAtStartWhatIsWrongWithTheProperty() throws IOException {
		roots("/{user}/files", false).check("the.root");
		roots("/u-{user}", false).check("the.root");
		roots("", false).check("the.root");
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> roots("/absent/{user}", false).check("the.root"))
			.satisfies((ex) -> {
				assertThat(ex.analysis().getDescription()).contains("absent' of the.root does not exist");
				assertThat(ex.analysis().getAction()).contains("the.root");
			});
		Files.writeString(this.homes.resolve("file"), "");
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> roots("/file", true).check("the.root"))
			.satisfies((ex) -> assertThat(ex.analysis().getDescription()).contains("is not a directory"));
	}

	private FileRoots roots(String pattern, boolean create) {
		return new FileRoots(this.homes + pattern, create, null, Clock.systemUTC());
	}

}
