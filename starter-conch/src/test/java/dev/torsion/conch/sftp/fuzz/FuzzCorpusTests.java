package dev.torsion.conch.sftp.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays the corpora.
 */
class FuzzCorpusTests {

	static final Path CORPORA = Path.of("src/test/resources/dev/torsion/conch/sftp/fuzz");

	@TestFactory
	List<DynamicTest> answersAnyPackets() throws IOException {
		return replay("packets", PacketFuzzer::fuzzerTestOneInput);
	}

	@TestFactory
	List<DynamicTest> answersAnyRequests() throws IOException {
		return replay("requests", RequestFuzzer::fuzzerTestOneInput);
	}

	@Test
	void answersWhatChanceAsks() {
		Random random = new Random(20260701);
		for (int i = 0; i < 300; i++) {
			byte[] input = new byte[random.nextInt(200)];
			random.nextBytes(input);
			for (int j = 0; j < input.length; j += 20) {
				input[j] = (byte) (random.nextBoolean() ? 200 : 3 + random.nextInt(18));
			}
			RequestFuzzer.fuzzerTestOneInput(input);
		}
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
