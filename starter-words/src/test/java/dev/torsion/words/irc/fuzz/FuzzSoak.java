package dev.torsion.words.irc.fuzz;

import java.nio.file.Path;

import dev.torsion.FuzzCorpus;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Looks for inputs that fail. Run by {@code -Psoak}, which brings the fuzzer.
 */
class FuzzSoak {

	@ParameterizedTest
	@CsvSource({ "dev.torsion.words.irc.fuzz.LineFuzzer, lines", "dev.torsion.words.irc.fuzz.ServerFuzzer, servers" })
	void findsNothing(Class<?> fuzzer, String corpus, @TempDir Path work) throws Exception {
		FuzzCorpus.of(fuzzer, corpus).fuzz("dev.torsion.words.**:dev.torsion.net.framing.**", work);
	}

}
