package dev.torsion.cred.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Accounts in H2.
 */
class R2dbcAccountStoreTests extends R2dbcAccountStoreContract {

	private static final AccountDatabase TABLES = AccountDatabase.h2();

	@Override
	AccountDatabase tables() {
		return TABLES;
	}

	@AfterAll
	static void close() {
		TABLES.close();
	}

	@Test
	void failsWhileTheDatabaseDoes() {
		AccountDatabase closed = AccountDatabase.h2();
		R2dbcAccountStore store = new R2dbcAccountStore(closed.database());
		closed.fail();
		assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(() -> find(store, "alice"));
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> store.findByCertificate(FINGERPRINT).block(LIMIT));
		closed.close();
	}

}
