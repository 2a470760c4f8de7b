package dev.torsion.words.irc.session.access;

import java.util.List;

import dev.torsion.cred.service.AccountService;
import dev.torsion.words.irc.session.IrcSession;
import reactor.core.publisher.Mono;

/**
 * Accounts that clients make for themselves.
 */
public final class NewAccounts {

	private final AccountService service;

	private final boolean beforeConnect;

	/**
	 * Lets clients make accounts.
	 * @param service makes them
	 * @param beforeConnect whether clients may before they have come in
	 */
	public NewAccounts(AccountService service, boolean beforeConnect) {
		this.service = service;
		this.beforeConnect = beforeConnect;
	}

	/**
	 * Whether clients may make accounts before they have come in.
	 * @return whether they may
	 */
	public boolean beforeConnect() {
		return this.beforeConnect;
	}

	/**
	 * Makes an account and logs the client in to it.
	 * @param session the conversation, which has to be private
	 * @param name the name of the account
	 * @param password its password
	 * @param made what to do when it is there, before the client is told that it is
	 * logged in
	 * @return completes when that is done; fails as {@link AccountService#create} and the
	 * portal do
	 */
	public Mono<Void> make(IrcSession session, String name, String password, Runnable made) {
		return this.service.create(name, password, List.of())
			.publishOn(session.transport().eventLoop().scheduler())
			.then(Mono.fromRunnable(made))
			.then(Mono.defer(() -> Logins.password(session, name, password)));
	}

}
