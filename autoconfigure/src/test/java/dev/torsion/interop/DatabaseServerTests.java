package dev.torsion.interop;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the {@link DatabaseServer}s themselves.
 */
@Timeout(120)
class DatabaseServerTests {

	@Test
	@Interop({ "postgres", "initdb" })
	void postgresStartsAgainOnItsPort() {
		try (PostgresServer server = PostgresServer.create()) {
			startsAgain(server);
		}
	}

	@Test
	@Interop({ "mariadbd", "mariadb-install-db" })
	void mariaDbStartsAgainOnItsPort() throws IOException {
		try (MariaDbServer server = MariaDbServer.create()) {
			startsAgain(server);
		}
	}

	private static void startsAgain(DatabaseServer server) {
		String url = server.url();
		server.stop();
		assertThat(server.isReady()).isFalse();
		server.start();
		server.kill();
		assertThat(server.isReady()).isFalse();
		server.start();
		assertThat(server.isReady()).isTrue();
		assertThat(server.url()).isEqualTo(url);
	}

}
