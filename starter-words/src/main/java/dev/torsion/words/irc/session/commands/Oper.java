package dev.torsion.words.irc.session.commands;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.session.access.Logins;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

import org.springframework.security.core.AuthenticationException;

/**
 * OPER: becomes operator of the server, by an account that has the role for it.
 */
final class Oper implements IrcCommand {

	private static final Rule RULE = Rule.of("OPER", 2);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		String role = session.server().settings().operatorRole();
		if (role == null || !session.transport().isPrivate()) {
			throw new IrcException(Numeric.ERR_NOOPERHOST, "No O-lines for your host");
		}
		return session.server()
			.world()
			.portal()
			.prove(new PasswordCredentials(message.parameter(0), message.parameter(1)), session.login().context())
			.publishOn(session.transport().eventLoop().scheduler())
			.doOnNext((id) -> proved(session, id, role))
			.then()
			.onErrorMap(AuthenticationException.class,
					(ex) -> new IrcException(Numeric.ERR_PASSWDMISMATCH, "Password incorrect"));
	}

	private static void proved(IrcSession session, AvatarId id, String role) {
		if (!Logins.roles(id.authentication()).contains(role)) {
			throw new IrcException(Numeric.ERR_NOOPERHOST, "No O-lines for your host");
		}
		String before = UserMode.text(session.participant());
		session.participant().setOperator(true);
		session.reply(Numeric.RPL_YOUREOPER, "You are now an IRC operator");
		UserMode.tell(session, before, UserMode.text(session.participant()));
	}

}
