package dev.torsion.mail;

import reactor.core.publisher.Mono;

/**
 * Code that gets messages, by {@link MailDelivery}. Called on event loops, which must not
 * be blocked.
 */
@FunctionalInterface
public interface MailHandler {

	/**
	 * Takes a message for one recipient. The client gets its 250 when the result has
	 * completed, and nobody else gets the message before.
	 * @param envelope who it is from and to
	 * @param message the message; what is not read of it when the result has completed is
	 * thrown away
	 * @return completes when the message is safe. Fails with {@link MailRefusedException}
	 * to refuse it; after any other failure the client is told to try again
	 */
	Mono<?> handle(MailEnvelope envelope, MailMessage message);

}
