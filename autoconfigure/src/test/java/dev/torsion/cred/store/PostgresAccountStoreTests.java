package dev.torsion.cred.store;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

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

	@Test
	void asksByIndexAlone() {
		tables.clear();
		for (String fill : List.of(
				"insert into torsion_account (name_key, name, status)"
						+ " select 'user' || i, 'user' || i, 'ACTIVE' from generate_series(1, 20000) i",
				"insert into torsion_account_secret (name_key, kind, label, secret_value, encoding, fingerprint)"
						+ " select 'user' || i, 'PASSWORD', 'password', '{noop}x', '{noop}', 'f' || i"
						+ " from generate_series(1, 20000) i",
				"analyze torsion_account", "analyze torsion_account_authority", "analyze torsion_account_secret")) {
			tables.database().operation(fill).run().block(LIMIT);
		}
		assertThat(plan(AccountRows.BY_NAME, "key", "user7")).contains("torsion_account_secret_pkey")
			.doesNotContain("Seq Scan on torsion_account_secret", "Seq Scan on torsion_account ");
		assertThat(plan(AccountRows.BY_CERTIFICATE, "fingerprint", "f7"))
			.contains("torsion_account_secret_fingerprint_key")
			.doesNotContain("Seq Scan on torsion_account_secret", "Seq Scan on torsion_account ");
		assertThat(plan(R2dbcAccountStore.NEXT_ENCODING + " limit 1", "encoding", " "))
			.contains("torsion_account_encoding")
			.doesNotContain("Seq Scan", "Sort");
	}

	private static String plan(String sql, String parameter, String value) {
		return String.join("\n",
				Objects.requireNonNull(tables.database()
					.query("explain " + sql)
					.bind(parameter, value)
					.as(String.class)
					.collectList()
					.block(LIMIT)));
	}

}
