package dev.torsion.words.irc.fuzz;

import java.io.IOException;
import java.util.List;

import dev.torsion.FuzzCorpus;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays the corpora.
 */
class FuzzCorpusTests {

	@TestFactory
	List<DynamicTest> readsAnyLine() throws IOException {
		return FuzzCorpus.of(LineFuzzer.class, "lines").replay(LineFuzzer::fuzzerTestOneInput);
	}

	@TestFactory
	List<DynamicTest> standsAnyServer() throws IOException {
		return FuzzCorpus.of(ServerFuzzer.class, "servers").replay(ServerFuzzer::fuzzerTestOneInput);
	}

}
