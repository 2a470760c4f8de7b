package dev.torsion.names.fuzz;

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
	@CsvSource({ "dev.torsion.names.fuzz.MessageFuzzer, messages", "dev.torsion.names.fuzz.ZoneFuzzer, zones" })
	void findsNothing(Class<?> fuzzer, String corpus, @TempDir Path work) throws Exception {
		FuzzCorpus.of(fuzzer, corpus).fuzz("dev.torsion.names.**:org.xbill.DNS.**", work);
	}

}
