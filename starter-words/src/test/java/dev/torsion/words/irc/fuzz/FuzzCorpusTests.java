package dev.torsion.words.irc.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays the corpora.
 */
class FuzzCorpusTests {

	static final Path CORPORA = Path.of("src/test/resources/dev/torsion/words/irc/fuzz");

	@TestFactory
	List<DynamicTest> readsAnyLine() throws IOException {
		return replay("lines", LineFuzzer::fuzzerTestOneInput);
	}

	@TestFactory
	List<DynamicTest> standsAnyServer() throws IOException {
		return replay("servers", ServerFuzzer::fuzzerTestOneInput);
	}

	private static List<DynamicTest> replay(String corpus, Consumer<byte[]> input) throws IOException {
		try (Stream<Path> files = Files.list(CORPORA.resolve(corpus))) {
			return files.sorted()
				.map((file) -> DynamicTest.dynamicTest(file.getFileName().toString(),
						() -> input.accept(Files.readAllBytes(file))))
				.toList();
		}
	}

}
