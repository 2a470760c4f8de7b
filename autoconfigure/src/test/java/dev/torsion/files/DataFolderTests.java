package dev.torsion.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DataFolderTests {

	private DataFolder data;

	@BeforeEach
	void startWithoutAFolder(@TempDir Path temporary) {
		this.data = new DataFolder(temporary.resolve("data"));
	}

	@Test
	void appearsForItsOwnerWhenSomethingIsKept() throws IOException {
		assertThat(this.data.path()).doesNotExist();
		Path place = this.data.resolve("mail/spool");
		assertThat(place).isAbsolute().doesNotExist();
		assertThat(mode(this.data.path())).isEqualTo("rwx------");
		assertThat(mode(this.data.path().resolve("mail"))).isEqualTo("rwx------");
	}

	@Test
	void takesAnAbsolutePathAsItIs(@TempDir Path elsewhere) throws IOException {
		assertThat(this.data.resolve(elsewhere.resolve("file").toString())).isEqualTo(elsewhere.resolve("file"));
		assertThat(this.data.path()).doesNotExist();
	}

	@Test
	void writesAFileWholeForItsOwner() throws IOException {
		this.data.write("secret", "first");
		this.data.write("secret", "second");
		assertThat(this.data.path().resolve("secret")).hasContent("second");
		assertThat(mode(this.data.path().resolve("secret"))).isEqualTo("rw-------");
		assertThat(this.data.path()).isDirectoryContaining((file) -> file.endsWith("secret"));
		try (var files = Files.list(this.data.path())) {
			assertThat(files).hasSize(1);
		}
	}

	private static String mode(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

}
