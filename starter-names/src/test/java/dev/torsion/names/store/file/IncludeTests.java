package dev.torsion.names.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;

import static dev.torsion.names.store.file.ZoneFixture.HEAD;
import static dev.torsion.names.store.file.ZoneFixture.data;
import static dev.torsion.names.store.file.ZoneFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IncludeTests {

	@TempDir
	Path folder;

	private Path zones = Path.of(".");

	private ZoneFixture fixture = new ZoneFixture(Path.of("."));

	@BeforeEach
	void createFixture() throws IOException {
		this.zones = Files.createDirectories(this.folder.resolve("zones"));
		this.fixture = new ZoneFixture(this.zones);
	}

	@Test
	void includesAFileNextToItsOwn() throws IOException {
		write("hosts", "www A 192.0.2.1\n");
		assertThat(data(this.fixture.load("$INCLUDE hosts ; more\n"), "www.example.org", "A"))
			.containsExactly("192.0.2.1");
	}

	@Test
	void takesAnOriginForTheFileWhichMayBeRelative() throws IOException {
		write("hosts", "www A 192.0.2.1\n$ORIGIN deep\nwww A 192.0.2.2\n");
		LoadedZone loaded = this.fixture.load("$INCLUDE hosts sub\nafter A 192.0.2.3\n");
		assertThat(data(loaded, "www.sub.example.org", "A")).containsExactly("192.0.2.1");
		assertThat(data(loaded, "www.deep.sub.example.org", "A")).containsExactly("192.0.2.2");
		assertThat(data(loaded, "after.example.org", "A")).containsExactly("192.0.2.3");
	}

	@Test
	void keepsTheOwnerFromBeforeTheFile() throws IOException {
		write("hosts", "www A 192.0.2.1\n");
		LoadedZone loaded = this.fixture.load("mail A 192.0.2.2\n$INCLUDE hosts\n\n\tTXT \"of mail\"\n");
		assertThat(data(loaded, "mail.example.org", "TXT")).containsExactly("\"of mail\"");
		assertThat(data(loaded, "www.example.org", "TXT")).isEmpty();
	}

	@Test
	void tellsTheLineOfTheIncludedFileAndThenOfItsOwn() throws IOException {
		Path hosts = write("hosts", "www A 192.0.2.1\nwww A wrong\n");
		assertThatThrownBy(() -> this.fixture.load("$INCLUDE hosts\n")).hasMessageStartingWith(hosts + ":2: ");
		write("hosts", "www A 192.0.2.1\n");
		assertThatThrownBy(() -> this.fixture.load("$INCLUDE hosts\nwww A wrong\n"))
			.hasMessageStartingWith(this.fixture.path() + ":6: ");
	}

	@Test
	void beginsARelativeNameAtTheFolderOfTheFileThatIncludes() throws IOException {
		Files.createDirectories(this.zones.resolve("parts"));
		write("parts/one", "$INCLUDE two\n");
		write("parts/two", "www A 192.0.2.1\n");
		assertThat(data(this.fixture.load("$INCLUDE parts/one\n"), "www.example.org", "A"))
			.containsExactly("192.0.2.1");
	}

	@Test
	void leavesItsFolderByNoName() throws IOException {
		Path outside = Files.writeString(this.folder.resolve("secret"), "www A 192.0.2.1\n");
		assertRefused("../secret");
		assertRefused(outside.toString());
	}

	@Test
	void leavesItsFolderByNoLink() throws IOException {
		Path outside = Files.writeString(this.folder.resolve("secret"), "www A 192.0.2.1\n");
		Files.createSymbolicLink(this.zones.resolve("link"), outside);
		assertRefused("link");
	}

	@Test
	void leavesItsFolderWhereThatIsAllowed() throws IOException {
		Files.writeString(this.folder.resolve("shared"), "www A 192.0.2.1\n");
		Files.writeString(this.fixture.path(), HEAD + "$INCLUDE ../shared\n");
		ZoneFile file = new ZoneFile(name("example.org"), new FileSystemResource(this.fixture.path()), true);
		assertThat(data(file.load(), "www.example.org", "A")).containsExactly("192.0.2.1");
	}

	@Test
	void refusesFilesThatIncludeThemselves() throws IOException {
		assertThatThrownBy(() -> this.fixture.load("$INCLUDE example.org.zone\n")).isInstanceOf(ZoneFileException.class)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("second SOA"));
		write("loop", "$INCLUDE loop\n");
		assertThatThrownBy(() -> this.fixture.load("$INCLUDE loop\n"))
			.hasMessage(this.zones.resolve("loop") + ":1: Files include each other too deep");
	}

	@Test
	void letsNoRecordGoOnPastTheFile() throws IOException {
		Path hosts = write("hosts", "www TXT ( open\n");
		assertThatThrownBy(() -> this.fixture.load("$INCLUDE hosts\n"))
			.hasMessage(hosts + ":2: A parenthesis is not closed");
	}

	@Test
	void tellsOfAFileThatIsNotThere() {
		assertThatThrownBy(() -> this.fixture.load("$INCLUDE missing\n")).isInstanceOf(ZoneFileException.class)
			.hasMessageStartingWith(this.fixture.path() + ":5: Cannot be read: " + this.zones.resolve("missing"));
	}

	@Test
	void readsFromTheClassPath() {
		ZoneFile file = new ZoneFile(name("example.org"),
				new ClassPathResource("dev/torsion/names/store/file/example.org.zone"), false);
		assertThat(data(file.load(), "www.example.org", "A")).containsExactly("192.0.2.80");
	}

	private void assertRefused(String include) {
		assertThatThrownBy(() -> this.fixture.load("$INCLUDE " + include + "\n")).hasMessage(
				this.fixture.path() + ":5: Cannot include: " + include + " is not below the folder of the zone file");
	}

	private Path write(String file, String text) throws IOException {
		return Files.writeString(this.zones.resolve(file), text);
	}

}
