package dev.torsion.mail.smtp.session;

import java.util.List;

import dev.torsion.mail.SmtpReply;
import reactor.core.publisher.Mono;

/**
 * One verb of SMTP. Declare a bean of this type to add a verb, or to replace that of the
 * same name. One object for all connections.
 */
public interface SmtpCommand {

	/**
	 * Which verb it is, and where it may be used. Asked once.
	 * @return the rule
	 */
	Rule rule();

	/**
	 * Runs the command, on the event loop of the connection.
	 * @param session the conversation
	 * @param argument what follows the verb, without white space at its ends
	 * @return the reply; 221, 421 and 521 end the connection; empty if everything has
	 * been said. Fails, or throws, with {@link dev.torsion.mail.MailRefusedException} for
	 * a reply that refuses something; any other failure is ours, logged and answered with
	 * 451
	 */
	Mono<SmtpReply> run(SmtpSession session, String argument);

	/**
	 * What EHLO and LHLO say of it.
	 * @param session the conversation
	 * @return lines such as {@code SIZE 1000}, none by default
	 */
	default List<String> keywords(SmtpSession session) {
		return List.of();
	}

}
