package dev.torsion.conch.auth.fuzz;

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
	List<DynamicTest> answersAnyRequests() throws IOException {
		return FuzzCorpus.of(RequestFuzzer.class, "requests").replay(RequestFuzzer::fuzzerTestOneInput);
	}

	@TestFactory
	List<DynamicTest> readsAnyOptions() throws IOException {
		return FuzzCorpus.of(OptionFuzzer.class, "options").replay(OptionFuzzer::fuzzerTestOneInput);
	}

}
