package dev.torsion.words.irc.session.access;

import java.time.Duration;

import dev.torsion.cred.account.AccountNames;
import dev.torsion.cred.account.Accounts;
import dev.torsion.words.irc.session.Admission;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import reactor.core.publisher.Mono;

/**
 * Keeps a nickname that is the name of an account for who has logged in to that. That it
 * is refused tells that there is such an account, as on every network that does this.
 */
public final class ReservedNicks implements Admission {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Accounts accounts;

	/**
	 * Keeps the names of accounts.
	 * @param accounts the accounts
	 */
	public ReservedNicks(Accounts accounts) {
		this.accounts = accounts;
	}

	@Override
	public Mono<Void> admit(IrcSession session, String nick) {
		String account = session.profile().account();
		if (account != null && AccountNames.key(account).equals(AccountNames.key(nick))) {
			return Mono.empty();
		}
		return this.accounts.findExactly(nick)
			.hasElement()
			.timeout(PATIENCE, session.transport().eventLoop().scheduler())
			.onErrorMap(
					(ex) -> new IrcException(Numeric.ERR_UNAVAILRESOURCE, nick, "Nickname is temporarily unavailable"))
			.flatMap((reserved) -> reserved ? Mono.error(new IrcException(Numeric.ERR_NICKNAMEINUSE, nick,
					"Nickname is reserved: log in to its account first")) : Mono.empty());
	}

}
