package dev.torsion.mail.smtp.fuzz;

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
	List<DynamicTest> answersAnyCommands() throws IOException {
		return FuzzCorpus.of(CommandFuzzer.class, "commands").replay(CommandFuzzer::fuzzerTestOneInput);
	}

	@TestFactory
	List<DynamicTest> readsAnyAddress() throws IOException {
		return FuzzCorpus.of(AddressFuzzer.class, "addresses").replay(AddressFuzzer::fuzzerTestOneInput);
	}

	@TestFactory
	List<DynamicTest> takesAnyMessage() throws IOException {
		return FuzzCorpus.of(MessageFuzzer.class, "messages").replay(MessageFuzzer::fuzzerTestOneInput);
	}

}
