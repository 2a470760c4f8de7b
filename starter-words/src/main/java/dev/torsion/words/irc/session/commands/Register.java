package dev.torsion.words.irc.session.commands;

import dev.torsion.cred.account.AccountException;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Registration;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.session.access.NewAccounts;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.room.RoomNames;
import reactor.core.publisher.Mono;

/**
 * REGISTER: makes an account for the nickname that one has, as IRCv3's draft of account
 * registration has it.
 */
final class Register implements IrcCommand {

	private static final Rule RULE = Rule.of("REGISTER", 3).always();

	private final NewAccounts accounts;

	Register(NewAccounts accounts) {
		this.accounts = accounts;
	}

	@Override
	public String value(Cap cap, IrcSession session) {
		return (cap == Cap.ACCOUNT_REGISTRATION && this.accounts.beforeConnect()) ? "before-connect" : "";
	}

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		String nick = session.isRegistered() ? session.nick() : Registration.of(session).nick();
		String name = message.parameter(0).equals("*") ? nick : message.parameter(0);
		if (!session.isRegistered() && !this.accounts.beforeConnect()) {
			return fail(session, "COMPLETE_CONNECTION_REQUIRED", message.parameter(0), "Come in first");
		}
		if (nick == null && Registration.of(session).isTaken()) {
			return fail(session, "ACCOUNT_EXISTS", message.parameter(0), "Somebody has that nickname");
		}
		if (nick == null || name == null) {
			return fail(session, "NEED_NICK", message.parameter(0), "Choose a nickname first");
		}
		if (session.profile().account() != null) {
			return fail(session, "ALREADY_AUTHENTICATED", name, "You are logged in");
		}
		if (!RoomNames.fold(name).equals(RoomNames.fold(nick))) {
			return fail(session, "ACCOUNT_NAME_MUST_BE_NICK", name, "An account has to have your nickname");
		}
		if (!session.transport().isPrivate()) {
			return fail(session, "TEMPORARILY_UNAVAILABLE", name, "Others could read your password: use TLS");
		}
		String server = session.server().settings().name();
		Runnable made = () -> session
			.send(IrcMessage.from(server, "REGISTER", "SUCCESS", name, "Account successfully registered"));
		return this.accounts.make(session, name, message.parameter(2), made)
			.onErrorResume((ex) -> failed(session, name, ex));
	}

	private static Mono<Void> failed(IrcSession session, String name, Throwable cause) {
		if (cause instanceof AccountException.Exists) {
			return fail(session, "ACCOUNT_EXISTS", name, "There is such an account");
		}
		if (cause instanceof IllegalArgumentException) {
			return fail(session, "UNACCEPTABLE_PASSWORD", name, String.valueOf(cause.getMessage()));
		}
		return fail(session, "TEMPORARILY_UNAVAILABLE", name, "No accounts are made at the moment");
	}

	private static Mono<Void> fail(IrcSession session, String code, String name, String text) {
		session.fail("REGISTER", code, name, text);
		return Mono.empty();
	}

}
