package dev.torsion.names.fuzz;

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

	static final Path CORPORA = Path.of("src/test/resources/dev/torsion/names/fuzz");

	@TestFactory
	List<DynamicTest> answersAnyMessage() throws IOException {
		return replay("messages", MessageFuzzer::fuzzerTestOneInput);
	}

	@TestFactory
	List<DynamicTest> readsAnyZone() throws IOException {
		return replay("zones", ZoneFuzzer::fuzzerTestOneInput);
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
