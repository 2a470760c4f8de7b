package dev.torsion.mail;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Where mail goes. Beans of this type are asked in their order for each recipient, while
 * the client waits for the answer to RCPT; the first that takes it gets the message. The
 * hosted domains of {@code network.mail.domains} come after all of them. Called on event
 * loops, which must not be blocked.
 */
public interface MailDelivery {

	/**
	 * Gives the messages for some addresses to code that does not block. Each recipient
	 * gets a call of its own. Whatever fails for one of them fails the message, which the
	 * client then sends again to all: so a message may come more than once, but it is
	 * never lost.
	 * <p>
	 * The handler is called when the headers have arrived. What it does not read of the
	 * content, because it has completed or has cancelled it, is thrown away. If it lets
	 * the content wait for two minutes, or takes longer than that after the end of the
	 * content, it is cancelled and the client told to try again.
	 * @param template the addresses, such as <code>ticket+{id}@example.org</code>; see
	 * {@link AddressTemplate}. {@link MailEnvelope#variable} tells what its variables
	 * stand for
	 * @param handler gets the messages
	 * @return the delivery, to be declared as a bean
	 * @throws IllegalArgumentException if the template is not written as one
	 */
	static MailDelivery to(String template, MailHandler handler) {
		return new HandlerDelivery(AddressTemplate.parse(template), handler, Schedulers.parallel());
	}

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
