package dev.torsion.mail.pop3.session.commands;

import java.util.List;

import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import reactor.core.publisher.Mono;

/**
 * UTF8, RFC 6856 section 2: the client takes headers in UTF-8. Nothing depends on that
 * here: messages are sent as they are in any case, and names and passwords are UTF-8.
 */
final class Utf8 implements Pop3Command {

	private static final Rule RULE = Rule.of("UTF8", Argument.NONE, Pop3State.AUTHORIZATION);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		return Mono.just(Pop3Reply.ok("UTF-8 it is"));
	}

	@Override
	public List<String> capabilities(Pop3Session session) {
		return List.of(User.isOffered(session) ? "UTF8 USER" : "UTF8");
	}

}
