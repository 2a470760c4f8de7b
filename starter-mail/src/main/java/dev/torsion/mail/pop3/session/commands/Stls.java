package dev.torsion.mail.pop3.session.commands;

import java.util.List;

import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.reply.Pop3Exception;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import dev.torsion.net.Transport;
import reactor.core.publisher.Mono;

/**
 * STLS, RFC 2595 section 4: begins TLS. What came before it counts for nothing.
 */
final class Stls implements Pop3Command {

	private static final Rule RULE = Rule.of("STLS", Argument.NONE, Pop3State.AUTHORIZATION);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		if (!session.transport().canStartTls()) {
			throw new Pop3Exception(
					session.transport().isSecure() ? "TLS is in use already" : "There is no certificate here");
		}
		session.forget();
		return Mono.just(Pop3Reply.ok("Begin TLS").then(Transport::startTls));
	}

	@Override
	public List<String> capabilities(Pop3Session session) {
		boolean offered = session.state() == Pop3State.AUTHORIZATION && session.transport().canStartTls();
		return offered ? List.of("STLS") : List.of();
	}

}
