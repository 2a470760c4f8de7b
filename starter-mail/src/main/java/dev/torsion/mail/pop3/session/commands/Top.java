package dev.torsion.mail.pop3.session.commands;

import java.util.List;

import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.maildrop.Maildrop;
import dev.torsion.mail.pop3.session.maildrop.Numbers;
import dev.torsion.mail.pop3.session.reply.Pop3Exception;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import reactor.core.publisher.Mono;

/**
 * TOP, RFC 1939 section 7: the headers of a message and some lines.
 */
final class Top implements Pop3Command {

	private static final Rule RULE = Rule.of("TOP", Argument.REQUIRED, Pop3State.TRANSACTION);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		String[] words = argument.strip().split(" +");
		if (words.length != 2) {
			throw new Pop3Exception("TOP takes a message and a number of lines");
		}
		Maildrop maildrop = session.maildrop();
		return Mono.just(maildrop.top(maildrop.find(words[0]), Numbers.parse(words[1])));
	}

	@Override
	public List<String> capabilities(Pop3Session session) {
		return List.of("TOP");
	}

}
