package dev.torsion.cred.store;

import org.junit.jupiter.api.AfterAll;

/**
 * Accounts in H2 by the rules of Oracle, to which an empty text is none.
 */
class OracleModeAccountStoreTests extends R2dbcAccountStoreContract {

	private static final AccountDatabase TABLES = AccountDatabase.oracleMode();

	@Override
	AccountDatabase tables() {
		return TABLES;
	}

	@AfterAll
	static void close() {
		TABLES.close();
	}

}
