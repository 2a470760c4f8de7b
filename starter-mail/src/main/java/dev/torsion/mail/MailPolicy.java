package dev.torsion.mail;

import reactor.core.publisher.Mono;

/**
 * What is refused, and when. Beans of this type are asked in their order; the first that
 * fails with {@link MailRefusedException} decides, and if none does the mail is taken.
 * Called on event loops, which must not be blocked.
 */
public interface MailPolicy {

	/**
	 * A client has connected.
	 * @param client the client, without name
	 * @return completes if it is welcome
	 */
	default Mono<Void> connected(MailClient client) {
		return Mono.empty();
	}

	/**
	 * A client has said who it is, with HELO, EHLO or LHLO.
	 * @param client the client
	 * @return completes if that is taken
	 */
	default Mono<Void> introduced(MailClient client) {
		return Mono.empty();
	}

	/**
	 * A client has named a sender.
	 * @param envelope the envelope, without recipients
	 * @return completes if mail of this sender is taken
	 */
	default Mono<Void> sender(MailEnvelope envelope) {
		return Mono.empty();
	}

	/**
	 * A client has named a recipient, whom somebody would take.
	 * @param recipient the recipient
	 * @param envelope the envelope, with the recipients taken before
	 * @return completes if the recipient is taken
	 */
	default Mono<Void> recipient(MailRecipient recipient, MailEnvelope envelope) {
		return Mono.empty();
	}

	/**
	 * The headers of a message have arrived.
	 * @param envelope the envelope
	 * @param headers the headers
	 * @return completes if the message is taken
	 */
	default Mono<Void> message(MailEnvelope envelope, MailHeaders headers) {
		return Mono.empty();
	}

}
