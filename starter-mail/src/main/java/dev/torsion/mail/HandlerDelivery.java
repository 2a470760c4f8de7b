package dev.torsion.mail;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Gives the messages for some addresses to a handler.
 *
 * @param addresses the addresses
 * @param handler the handler
 * @param timer tells what takes too long
 */
record HandlerDelivery(AddressTemplate addresses, MailHandler handler, Scheduler timer) implements MailDelivery {

	@Override
	public Mono<MailRecipient> accept(MailRecipient recipient, MailEnvelope envelope) {
		Map<String, String> variables = this.addresses.match(recipient.address());
		return (variables != null) ? Mono.just(recipient.with(variables)) : Mono.empty();
	}

	@Override
	public Mono<MailSink> open(MailEnvelope envelope, MailHeaders headers) {
		return Mono.fromSupplier(() -> {
			List<MessagePipe> pipes = envelope.recipients()
				.stream()
				.map((recipient) -> MessagePipe.open(this.handler, this.timer, envelope.to(List.of(recipient)),
						headers))
				.toList();
			return (pipes.size() == 1) ? pipes.get(0) : new Pipes(pipes);
		});
	}

	/** One pipe a recipient. */
	private record Pipes(List<MessagePipe> pipes) implements MailSink {

		@Override
		public Mono<Void> write(ByteBuffer bytes) {
			return each((pipe) -> pipe.write(bytes.duplicate()));
		}

		@Override
		public Mono<Void> prepare() {
			return each(MessagePipe::prepare);
		}

		private Mono<Void> each(Function<MessagePipe, Publisher<Void>> step) {
			return Mono.when(this.pipes.stream().map(step).toList());
		}

		@Override
		public Mono<Void> commit() {
			return Mono.empty();
		}

		@Override
		public void abort() {
			this.pipes.forEach(MessagePipe::abort);
		}

	}

}
