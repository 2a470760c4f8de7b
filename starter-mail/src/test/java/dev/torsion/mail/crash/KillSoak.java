package dev.torsion.mail.crash;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills for {@code -Dcrash.rounds}.
 */
class KillSoak {

	@TempDir
	Path data;

	@Test
	void losesNothingThatItHasAcknowledged() throws Exception {
		int rounds = Integer.getInteger("crash.rounds", 50);
		long seed = Long.getLong("crash.seed", System.nanoTime());
		long acknowledged = new KillRounds(this.data, seed).run(rounds);
		System.out.println("-Dcrash.seed=" + seed + ": killed " + rounds + " times, " + acknowledged + " deliveries");
		assertThat(acknowledged).isGreaterThanOrEqualTo(100L * rounds);
	}

}
