package dev.torsion.mail.smtp.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays the corpora.
 */
class FuzzCorpusTests {

	static final Path CORPORA = Path.of("src/test/resources/dev/torsion/mail/smtp/fuzz");

	@TestFactory
	List<DynamicTest> answersAnyCommands() throws IOException {
		return replay("commands", CommandFuzzer::fuzzerTestOneInput);
	}

	@TestFactory
	List<DynamicTest> readsAnyAddress() throws IOException {
		return replay("addresses", AddressFuzzer::fuzzerTestOneInput);
	}

	@TestFactory
	List<DynamicTest> takesAnyMessage() throws IOException {
		return replay("messages", MessageFuzzer::fuzzerTestOneInput);
	}

	private static List<DynamicTest> replay(String corpus, Input input) throws IOException {
		try (Stream<Path> files = Files.list(CORPORA.resolve(corpus))) {
			return files.sorted()
				.map((file) -> DynamicTest.dynamicTest(file.getFileName().toString(),
						() -> input.take(Files.readAllBytes(file))))
				.toList();
		}
	}

	/** What takes an input. */
	private interface Input {

		void take(byte[] bytes);

	}

}
