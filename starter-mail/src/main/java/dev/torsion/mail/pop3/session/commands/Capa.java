package dev.torsion.mail.pop3.session.commands;

import java.util.List;
import java.util.stream.Stream;

import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import reactor.core.publisher.Mono;

/**
 * CAPA, RFC 2449: what there is.
 */
final class Capa implements Pop3Command {

	private static final Rule RULE = Rule.of("CAPA", Argument.NONE, Pop3State.AUTHORIZATION, Pop3State.TRANSACTION);

	private static final List<String> SERVER = List.of("RESP-CODES", "AUTH-RESP-CODE", "PIPELINING", "EXPIRE NEVER");

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		Stream<String> commands = session.server()
			.commands()
			.all()
			.stream()
			.flatMap((command) -> command.capabilities(session).stream());
		return Mono.just(Pop3Reply.lines("This is what there is", Stream.concat(SERVER.stream(), commands).iterator()));
	}

}
