package dev.torsion.words.loop;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What becomes of a task of a room. Nearly always it is done before anybody asks, so that
 * something to wait with is only made for who has to wait.
 *
 * @param <T> what it results in
 */
final class Outcome<T> implements Runnable {

	private final Supplier<? extends @Nullable T> work;

	private @Nullable Mono<T> done;

	private Sinks.@Nullable One<Mono<T>> awaited;

	Outcome(Supplier<? extends @Nullable T> work) {
		this.work = work;
	}

	@Override
	public void run() {
		Mono<T> result = result();
		Sinks.One<Mono<T>> waiting;
		synchronized (this) {
			this.done = result;
			waiting = this.awaited;
		}
		if (waiting != null) {
			waiting.tryEmitValue(result);
		}
	}

	private synchronized @Nullable Mono<T> settled() {
		return this.done;
	}

	private synchronized Mono<Mono<T>> awaited() {
		if (this.done != null) {
			return Mono.just(this.done);
		}
		this.awaited = Sinks.one();
		return this.awaited.asMono();
	}

	private Mono<T> result() {
		try {
			return Mono.justOrEmpty(this.work.get());
		}
		catch (RuntimeException | Error ex) {
			return Mono.error(ex);
		}
	}

	/**
	 * The result, as it comes.
	 * @param queue that of the loop on which it is wanted
	 * @return the result, after what was handed to the loop before
	 */
	Mono<T> on(LoopQueue queue) {
		Mono<T> settled = settled();
		if (settled != null) {
			return queue.drainHere() ? settled : queue.hop(settled);
		}
		return queue.hop(awaited().flatMap((result) -> result));
	}

}
