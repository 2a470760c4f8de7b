package dev.torsion.cred.account;

import reactor.core.publisher.Mono;

/**
 * A store that can keep a password in a better encoding than it has been kept in.
 */
public interface UpgradableAccountStore extends AccountStore {

	/**
	 * Keeps a password in another encoding, if it is still what it was.
	 * @param account the account
	 * @param password its password as it was
	 * @param encoded the same password, encoded anew
	 * @return completes when it is kept, or has been changed by somebody else
	 */
	Mono<Void> upgrade(Account account, Secret.Password password, String encoded);

}
