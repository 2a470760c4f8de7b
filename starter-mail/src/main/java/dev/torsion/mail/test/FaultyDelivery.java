package dev.torsion.mail.test;

import java.nio.ByteBuffer;

import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.test.MailFault.Effect;
import reactor.core.publisher.Mono;

/**
 * Lets the faults strike at the end of a message, before it is kept.
 *
 * @param delivery takes the messages
 * @param faults the faults
 * @param transport the client that brings them
 */
record FaultyDelivery(MailDelivery delivery, Faults faults, FaultyTransport transport) implements MailDelivery {

	@Override
	public Mono<MailRecipient> accept(MailRecipient recipient, MailEnvelope envelope) {
		return this.delivery.accept(recipient, envelope);
	}

	@Override
	public Mono<MailSink> open(MailEnvelope envelope, MailHeaders headers) {
		return this.delivery.open(envelope, headers).map((sink) -> new FaultySink(sink, envelope));
	}

	private Mono<Void> strike(MailEnvelope envelope) {
		Mono<Void> struck = Mono.empty();
		String recipients = String.join(" ",
				envelope.recipients().stream().map((recipient) -> recipient.original().toString()).toList());
		for (Effect effect : this.faults.strike(MailFault.END_OF_MESSAGE, recipients)) {
			if (effect instanceof Effect.Delay delay) {
				struck = struck.then(this.transport.eventLoop().after(delay.time()));
			}
			else if (effect instanceof Effect.Answer answer) {
				struck = struck.then(Mono.error(() -> new MailRefusedException(answer.reply())));
			}
			else if (effect instanceof Effect.Disconnect) {
				struck = struck.then(Mono.fromRunnable(this.transport::loseReply));
			}
		}
		return struck;
	}

	private final class FaultySink implements MailSink {

		private final MailSink sink;

		private final MailEnvelope envelope;

		FaultySink(MailSink sink, MailEnvelope envelope) {
			this.sink = sink;
			this.envelope = envelope;
		}

		@Override
		public Mono<Void> write(ByteBuffer bytes) {
			return this.sink.write(bytes);
		}

		@Override
		public Mono<Void> prepare() {
			return strike(this.envelope).then(Mono.defer(this.sink::prepare));
		}

		@Override
		public Mono<Void> commit() {
			return this.sink.commit();
		}

		@Override
		public void abort() {
			this.sink.abort();
		}

	}

}
