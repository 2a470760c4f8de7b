package dev.torsion.names.fuzz;

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
	List<DynamicTest> answersAnyMessage() throws IOException {
		return FuzzCorpus.of(MessageFuzzer.class, "messages").replay(MessageFuzzer::fuzzerTestOneInput);
	}

	@TestFactory
	List<DynamicTest> readsAnyZone() throws IOException {
		return FuzzCorpus.of(ZoneFuzzer.class, "zones").replay(ZoneFuzzer::fuzzerTestOneInput);
	}

}
