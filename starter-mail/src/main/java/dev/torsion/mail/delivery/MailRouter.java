package dev.torsion.mail.delivery;

import java.util.List;

import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailSink;
import reactor.core.publisher.Mono;

/**
 * Finds who takes the mail of a recipient, and joins them to one sink. For event loops:
 * never blocks.
 */
public interface MailRouter {

	/**
	 * Finds who takes the mail of a recipient, aliases followed.
	 * @param recipient the recipient, as the client has given it
	 * @param envelope what is known so far
	 * @return who takes it. Fails with {@link dev.torsion.mail.MailRefusedException} if
	 * nobody does: 550 5.1.1 for unknown users of our domains, 550 5.7.1 for domains that
	 * are not ours
	 */
	Mono<Route> route(MailRecipient recipient, MailEnvelope envelope);

	/**
	 * Begins to deliver a message.
	 * @param routes who takes it; those that are the same several times get it once
	 * @param envelope what is known of it
	 * @param headers its headers
	 * @return one sink for all of them, all of which prepare before the first commits
	 */
	Mono<MailSink> open(List<Route> routes, MailEnvelope envelope, MailHeaders headers);

}
