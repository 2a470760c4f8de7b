package dev.torsion.mail.pop3.session.commands;

import java.util.List;
import java.util.Locale;

import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.reply.Pop3Exception;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import reactor.core.publisher.Mono;

/**
 * LANG, RFC 6856 section 3: the language of replies, of which there is one.
 */
final class Lang implements Pop3Command {

	private static final Rule RULE = Rule.of("LANG", Argument.OPTIONAL, Pop3State.AUTHORIZATION, Pop3State.TRANSACTION);

	private static final List<String> LANGUAGES = List.of("en English");

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		String language = argument.strip().toLowerCase(Locale.ROOT);
		if (language.isEmpty()) {
			return Mono.just(Pop3Reply.lines("Languages", LANGUAGES.iterator()));
		}
		if (!language.equals("*") && !language.equals("en") && !language.startsWith("en-")) {
			throw new Pop3Exception("Nobody here speaks that language");
		}
		return Mono.just(Pop3Reply.ok("en This is English"));
	}

	@Override
	public List<String> capabilities(Pop3Session session) {
		return List.of("LANG");
	}

}
