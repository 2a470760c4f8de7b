package dev.torsion.mail.pop3.session.commands;

import java.util.List;

import dev.torsion.cred.sasl.SaslConversation;
import dev.torsion.cred.sasl.SaslReply;
import dev.torsion.mail.domain.MailUser;
import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import reactor.core.publisher.Mono;

/**
 * AUTH, RFC 5034: logs in by a mechanism of SASL. Without one it lists the mechanisms, as
 * clients want it that are older than CAPA.
 */
final class Auth implements Pop3Command {

	private static final Rule RULE = Rule.of("AUTH", Argument.OPTIONAL, Pop3State.AUTHORIZATION);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		if (argument.isBlank()) {
			return Mono.just(Pop3Reply.lines("Mechanisms", mechanisms(session).iterator()));
		}
		String[] words = argument.strip().split(" +", 2);
		SaslConversation<MailUser> conversation = session.sasl(words[0]);
		return answer(session, conversation, conversation.beginText((words.length > 1) ? words[1] : null));
	}

	private static Mono<Pop3Reply> answer(Pop3Session session, SaslConversation<MailUser> conversation,
			Mono<SaslReply<MailUser>> step) {
		return session.refusing(step).flatMap((next) -> {
			if (next instanceof SaslReply.Success<MailUser> success) {
				return session.enter(success.avatar());
			}
			session.expect((response) -> answer(session, conversation, conversation.respondText(response)));
			return Mono.just(Pop3Reply.challenge(((SaslReply.Challenge<MailUser>) next).text()));
		});
	}

	@Override
	public List<String> capabilities(Pop3Session session) {
		List<String> mechanisms = mechanisms(session);
		return (session.state() != Pop3State.AUTHORIZATION || mechanisms.isEmpty()) ? List.of()
				: List.of("SASL " + String.join(" ", mechanisms));
	}

	private static List<String> mechanisms(Pop3Session session) {
		return session.server().sasl().mechanisms(session.login().context());
	}

}
