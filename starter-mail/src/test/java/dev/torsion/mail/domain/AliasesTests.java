package dev.torsion.mail.domain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class AliasesTests {

	private final Path folder;

	AliasesTests(@TempDir Path folder) {
		this.folder = folder;
	}

	@Test
	void readsTheFormatOfSendmail() throws IOException {
		Aliases aliases = read("""
				# See man 5 aliases for format
				postmaster:    root

				root: bob,
				\tamy@example.org,
				    eve
				# in between
				Sales : "carol smith", \\dave, "x@y"@example.com
				"a:b": bob
				""");
		assertThat(aliases.find("postmaster")).containsExactly("root");
		assertThat(aliases.find("ROOT")).containsExactly("bob", "amy@example.org", "eve");
		assertThat(aliases.find("sales")).containsExactly("carol smith", "dave", "x@y@example.com");
		assertThat(aliases.find("a:b")).containsExactly("bob");
		assertThat(aliases.find("bob")).isNull();
	}

	@Test
	void takesNeitherCommandsNorFiles(CapturedOutput output) throws IOException {
		Aliases aliases = read("""
				vacation: "|/usr/bin/vacation bob", bob
				archive: /var/mail/archive
				list: :include:/etc/list
				""");
		assertThat(aliases.find("vacation")).containsExactly("bob");
		assertThat(aliases.find("archive")).isEmpty();
		assertThat(aliases.find("list")).isEmpty();
		assertThat(output).contains("The alias 'archive' names a command, a file or a list, which is left out");
	}

	@Test
	void saysWhichLineIsWrong() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> read("a: b\nbob\n"))
			.withMessage("Line 2 is not 'name: address, ...'");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(": b\n")).withMessageStartingWith("Line 1 ");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> read("a: \"b\n"))
			.withMessage("Line 1 has a quote that does not end");
	}

	@Test
	void takesSoManyAddressesOfANameAndNoMore() throws IOException {
		assertThat(read("all: " + "x,".repeat(1000)).find("all")).hasSize(Aliases.MAX_TARGETS);
		assertThatIOException().isThrownBy(() -> read("a: b\nall: " + "x,".repeat(1001)))
			.withMessage("Line 2 names more than 1000 addresses");
	}

	private Aliases read(String text) throws IOException {
		return Aliases.read(Files.writeString(this.folder.resolve("aliases"), text));
	}

}
