package dev.torsion.conch.interop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.torsion.interop.Interop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Hydra guesses a password while its owner logs in from elsewhere.
 */
@Timeout(300)
@Interop({ "hydra", "ssh" })
class GuessingTests {

	/**
	 * Three failures close the door, behind connections that are in already; without it
	 * there are twice as many.
	 */
	private static final int FEW = 12;

	@TempDir
	private Path folder;

	@Test
	void slowsDownWhoGuessesAndNobodyElse() throws Exception {
		try (Client client = Client.start(this.folder, "--network.conch.exempt=127.0.0.9")) {
			Path words = client.write("words",
					IntStream.range(0, 2000).mapToObj((i) -> "wrong" + i).collect(Collectors.joining("\n")));
			try (Client.Running hydra = client.begin(Path.of("/dev/null"), "hydra", "-I", "-l", "amy", "-P",
					words.toString(), "-t", "4", "ssh://127.0.0.1:" + client.port())) {
				await().atMost(Duration.ofSeconds(60)).until(() -> failures(client) >= 3);
				long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
				for (int i = 0; i < 10 || System.nanoTime() < end; i++) {
					assertThat(client.ssh("-b", "127.0.0.3", "amy@127.0.0.1", "greet world").succeeded().output())
						.isEqualTo("Hello world\n");
				}
				assertThat(failures(client)).isLessThan(FEW);
				assertThat(hydra.process().isAlive() || hydra.result().status() != 0).isTrue();
			}
		}
	}

	private static double failures(Client client) {
		return client.server()
			.application()
			.getBean(MeterRegistry.class)
			.find("network.logins")
			.counters()
			.stream()
			.filter((counter) -> !"success".equals(counter.getId().getTag("outcome")))
			.mapToDouble(Counter::count)
			.sum();
	}

}
