package dev.torsion.words.irc.service;

import java.util.List;

import dev.torsion.cred.account.AccountException;
import dev.torsion.cred.account.AccountNames;
import dev.torsion.words.Participant;
import dev.torsion.words.irc.session.IrcParticipant;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.access.Logins;
import dev.torsion.words.irc.session.access.NewAccounts;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;

/**
 * NickServ: accounts.
 */
final class NickServ extends Service {

	static final String NICK = "NickServ";

	private final @Nullable NewAccounts accounts;

	NickServ(String verb, @Nullable NewAccounts accounts) {
		super(verb, NICK);
		this.accounts = accounts;
	}

	@Override
	@Nullable Mono<Void> run(IrcSession session, String command, List<String> words) {
		return switch (command) {
			case "REGISTER" -> register(session, words);
			case "IDENTIFY", "ID" -> identify(session, words);
			case "LOGOUT" -> logout(session);
			case "GHOST" -> ghost(session, words);
			case "INFO" -> info(session);
			case "HELP" -> help(session);
			default -> null;
		};
	}

	@Override
	Mono<Void> help(IrcSession session) {
		if (this.accounts != null) {
			say(session, "REGISTER password: makes an account for your nickname");
		}
		return say(session, "IDENTIFY [account] password: logs in", "LOGOUT: logs out",
				"GHOST nickname: makes another of your connections go", "INFO: tells who you are");
	}

	private Mono<Void> register(IrcSession session, List<String> words) {
		String nick = session.nick();
		if (this.accounts == null) {
			return say(session, "Accounts are not made here");
		}
		if (words.isEmpty() || session.profile().account() != null) {
			return say(session, words.isEmpty() ? "Choose a password: REGISTER password" : "You are logged in");
		}
		if (!session.transport().isPrivate()) {
			return say(session, "Others could read your password: use TLS");
		}
		return this.accounts.make(session, nick, words.get(0), () -> say(session, "Account created"))
			.onErrorResume((ex) -> say(session, refusal(ex)));
	}

	private static String refusal(Throwable cause) {
		if (cause instanceof AccountException.Exists) {
			return "There is such an account";
		}
		return (cause instanceof IllegalArgumentException) ? String.valueOf(cause.getMessage())
				: "No accounts are made at the moment";
	}

	private Mono<Void> identify(IrcSession session, List<String> words) {
		if (words.isEmpty()) {
			return say(session, "Say your password: IDENTIFY [account] password");
		}
		if (!session.transport().isPrivate()) {
			return say(session, "Others could read your password: use TLS");
		}
		String account = (words.size() > 1) ? words.get(0) : session.nick();
		return Logins.password(session, account, words.get(words.size() - 1))
			.then(Mono.defer(() -> say(session, "You are logged in")))
			.onErrorResume(AuthenticationServiceException.class,
					(ex) -> say(session, "Accounts cannot be asked at the moment"))
			.onErrorResume(AuthenticationException.class, (ex) -> say(session, "Wrong account or password"));
	}

	private Mono<Void> logout(IrcSession session) {
		if (session.profile().account() == null) {
			return say(session, "You are not logged in");
		}
		Logins.leave(session);
		return Mono.empty();
	}

	private Mono<Void> ghost(IrcSession session, List<String> words) {
		Participant target = words.isEmpty() ? null : session.server().world().participants().find(words.get(0));
		String account = session.profile().account();
		if (!(target instanceof IrcParticipant other) || target == session.participant() || account == null
				|| !owns(account, other)) {
			return say(session, "That is none of your connections");
		}
		other.tell((it) -> it.quit("Ghosted by " + session.nick()));
		return say(session, "It was made to go");
	}

	/** By its account, or by a nickname that is the account's. */
	private static boolean owns(String account, Participant other) {
		String key = AccountNames.key(account);
		String own = other.profile().account();
		return (own != null) ? AccountNames.key(own).equals(key) : AccountNames.key(other.profile().nick()).equals(key);
	}

	private Mono<Void> info(IrcSession session) {
		String account = session.profile().account();
		return say(session, (account != null) ? "You are logged in as " + account : "You are not logged in");
	}

}
