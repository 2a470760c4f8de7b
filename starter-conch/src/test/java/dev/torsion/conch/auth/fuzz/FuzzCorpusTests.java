package dev.torsion.conch.auth.fuzz;

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

	private static final Path CORPORA = Path.of("src/test/resources/dev/torsion/conch/auth/fuzz");

	@TestFactory
	List<DynamicTest> answersAnyRequests() throws IOException {
		return replay("requests", RequestFuzzer::fuzzerTestOneInput);
	}

	@TestFactory
	List<DynamicTest> readsAnyOptions() throws IOException {
		return replay("options", OptionFuzzer::fuzzerTestOneInput);
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
