package dev.torsion.mail.pop3.session.commands;

import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import dev.torsion.mail.pop3.session.reply.ResponseCode;
import reactor.core.publisher.Mono;

/**
 * QUIT, RFC 1939 section 6: removes what was deleted, says whether that went well, and
 * ends.
 */
final class Quit implements Pop3Command {

	private static final Rule RULE = Rule.of("QUIT", Argument.NONE, Pop3State.AUTHORIZATION, Pop3State.TRANSACTION);

	private static final Pop3Reply BYE = Pop3Reply.ok("Bye");

	private static final Pop3Reply NOT_REMOVED = Pop3Reply.error(ResponseCode.SYS_TEMP,
			"What was deleted may still be there");

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		return session.update().thenReturn(BYE).onErrorReturn(NOT_REMOVED).map(Pop3Reply::thenClose);
	}

}
