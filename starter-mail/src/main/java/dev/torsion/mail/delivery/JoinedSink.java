package dev.torsion.mail.delivery;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

import dev.torsion.mail.MailSink;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Several sinks as one: each run goes to all of them, and all have prepared before the
 * first commits.
 */
final class JoinedSink implements MailSink {

	private final List<MailSink> sinks;

	/**
	 * Joins sinks.
	 * @param sinks the sinks
	 */
	JoinedSink(List<MailSink> sinks) {
		this.sinks = List.copyOf(sinks);
	}

	@Override
	public Mono<Void> write(ByteBuffer bytes) {
		return each((sink) -> sink.write(bytes.duplicate()));
	}

	@Override
	public Mono<Void> prepare() {
		return each(MailSink::prepare);
	}

	@Override
	public Mono<Void> commit() {
		return each(MailSink::commit);
	}

	private Mono<Void> each(Function<MailSink, Mono<Void>> step) {
		return Flux.fromIterable(this.sinks).concatMap(step, 0).then();
	}

	@Override
	public void abort() {
		this.sinks.forEach(MailSink::abort);
	}

}
