package dev.torsion.mail;

import reactor.core.publisher.Mono;

/**
 * Where mail goes. Beans of this type are asked in their order for each recipient, while
 * the client waits for the answer to RCPT; the first that takes it gets the message. The
 * hosted domains of {@code network.mail.domains} come after all of them. Called on event
 * loops, which must not be blocked.
 */
public interface MailDelivery {

	/**
	 * Decides about a recipient.
	 * @param recipient the recipient
	 * @param envelope what is known so far; its recipients are those taken before
	 * @return the recipient, with what {@link #open} needs to know of it, if it is taken;
	 * empty if it is for others to decide. Fails with {@link MailRefusedException} to
	 * refuse it, whoever else might take it
	 */
	Mono<MailRecipient> accept(MailRecipient recipient, MailEnvelope envelope);

	/**
	 * Begins to take a message.
	 * @param envelope what is known of it, with the recipients that were taken here
	 * @param headers its headers
	 * @return takes the message, from its headers on. Fails with
	 * {@link MailRefusedException} to refuse it
	 */
	Mono<MailSink> open(MailEnvelope envelope, MailHeaders headers);

}
