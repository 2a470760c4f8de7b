package dev.torsion.cred.store;

import java.util.List;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStore;

class MemoryAccountStoreTests extends AccountStoreContract {

	@Override
	AccountStore store(List<Account> accounts) {
		return new MemoryAccountStore(accounts);
	}

}
