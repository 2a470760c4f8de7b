package dev.torsion.mail.crash;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(300)
class KillTests {

	@TempDir
	Path data;

	@Test
	void losesNothingThatItHasAcknowledged() throws Exception {
		long seed = Long.getLong("crash.seed", System.nanoTime());
		assertThat(new KillRounds(this.data, seed).run(5)).isGreaterThanOrEqualTo(500);
	}

}
