package dev.torsion.words.irc.session.access;

import java.util.Set;
import java.util.stream.Collectors;

import dev.torsion.cred.PasswordCredentials;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * What follows from a login.
 */
public final class Logins {

	private static final String ROLE = "ROLE_";

	private Logins() {
	}

	/**
	 * A client has logged in.
	 * @param session its conversation
	 * @param who who it is
	 */
	public static void entered(IrcSession session, Authentication who) {
		String account = who.getName();
		session.setRoles(roles(who));
		session.change((was) -> was.withAccount(account));
		session.reply(Numeric.RPL_LOGGEDIN, session.profile().hostMask(), account,
				"You are now logged in as " + account);
	}

	/**
	 * A client logs out, and is operator no more.
	 * @param session its conversation
	 */
	public static void leave(IrcSession session) {
		session.login().logout();
		session.setRoles(Set.of());
		session.participant().setOperator(false);
		session.change((was) -> was.withAccount(null));
		session.reply(Numeric.RPL_LOGGEDOUT, session.profile().hostMask(), "You are now logged out");
	}

	/**
	 * Logs a client in by its password.
	 * @param session its conversation, which has to be private
	 * @param account the account
	 * @param password the password
	 * @return completes when it is told that it is logged in; fails as the portal does
	 */
	public static Mono<Void> password(IrcSession session, String account, String password) {
		return session.login()
			.login(new PasswordCredentials(account, password), Authentication.class)
			.doOnNext((who) -> enter(session, who))
			.then();
	}

	/**
	 * A client has logged in, if its account can have a name in IRC.
	 * @param session its conversation
	 * @param who who it is
	 * @throws AuthenticationException if it cannot
	 */
	public static void enter(IrcSession session, Authentication who) {
		if (!isPossible(who.getName())) {
			session.login().logout();
			throw new InsufficientAuthenticationException("The name of the account is none for IRC");
		}
		entered(session, who);
	}

	/** Names that would be something else in the middle of a message. */
	private static boolean isPossible(String account) {
		return !account.startsWith(":") && !account.equals("*") && !account.equals("0")
				&& account.chars().noneMatch(Character::isWhitespace);
	}

	/**
	 * The roles of somebody.
	 * @param who who
	 * @return the roles, without {@code ROLE_}
	 */
	public static Set<String> roles(Authentication who) {
		return who.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.filter((authority) -> authority != null && authority.startsWith(ROLE))
			.map((authority) -> authority.substring(ROLE.length()))
			.collect(Collectors.toUnmodifiableSet());
	}

}
