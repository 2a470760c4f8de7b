package dev.torsion.enterprise.client.cancel;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * What a driver publishes of a run, which is told of its end.
 *
 * @param <T> what is published
 */
final class Watched<T> extends Flux<T> {

	private final Publisher<? extends T> source;

	private final Run run;

	private final @Nullable Consumer<? super T> drop;

	/**
	 * Creates the watched publisher.
	 * @param source the driver's
	 * @param run what it is of
	 * @param drop what is done with results that nobody wants; {@code null} for what is
	 * read of one
	 */
	Watched(Publisher<? extends T> source, Run run, @Nullable Consumer<? super T> drop) {
		this.source = source;
		this.run = run;
		this.drop = drop;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> subscriber) {
		Watch<T> watch = new Watch<>(subscriber, this.run, this.drop);
		this.run.opened(watch);
		this.source.subscribe(watch);
	}

}
