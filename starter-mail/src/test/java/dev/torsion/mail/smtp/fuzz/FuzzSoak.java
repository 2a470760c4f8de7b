package dev.torsion.mail.smtp.fuzz;

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
	@CsvSource({ "dev.torsion.mail.smtp.fuzz.CommandFuzzer, commands",
			"dev.torsion.mail.smtp.fuzz.AddressFuzzer, addresses",
			"dev.torsion.mail.smtp.fuzz.MessageFuzzer, messages" })
	void findsNothing(Class<?> fuzzer, String corpus, @TempDir Path work) throws Exception {
		FuzzCorpus.of(fuzzer, corpus).fuzz("dev.torsion.mail.**:dev.torsion.net.framing.**", work);
	}

}
