package dev.torsion.conch.sftp.fuzz;

import java.io.IOException;
import java.util.List;
import java.util.Random;

import dev.torsion.FuzzCorpus;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays the corpora.
 */
class FuzzCorpusTests {

	@TestFactory
	List<DynamicTest> answersAnyPackets() throws IOException {
		return FuzzCorpus.of(PacketFuzzer.class, "packets").replay(PacketFuzzer::fuzzerTestOneInput);
	}

	@TestFactory
	List<DynamicTest> answersAnyRequests() throws IOException {
		return FuzzCorpus.of(RequestFuzzer.class, "requests").replay(RequestFuzzer::fuzzerTestOneInput);
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

}
