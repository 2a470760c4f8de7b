package dev.torsion.cred.store;

import java.time.Duration;
import java.util.List;

import dev.torsion.interop.Interop;
import dev.torsion.interop.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.util.retry.Retry;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Accounts in a real PostgreSQL.
 */
@Interop({ "postgres", "initdb" })
class PostgresAccountStoreTests extends R2dbcAccountStoreContract {

	private static PostgresServer server;

	private static AccountDatabase tables;

	@BeforeAll
	static void start() throws Exception {
		server = PostgresServer.create();
		tables = AccountDatabase.of(server.url());
	}

	@AfterAll
	static void stop() {
		tables.close();
		server.close();
	}

	@Override
	AccountDatabase tables() {
		return tables;
	}

	@Test
	void failsWhileTheServerIsStoppedAndRecovers() {
		R2dbcAccountStore store = (R2dbcAccountStore) store(List.of(account("alice", BCRYPT)));
		server.stop();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> find(store, "alice"));
		server.start();
		assertThat(store.find("alice").retryWhen(Retry.fixedDelay(100, Duration.ofMillis(50))).block(LIMIT))
			.isEqualTo(account("alice", BCRYPT));
	}

}
