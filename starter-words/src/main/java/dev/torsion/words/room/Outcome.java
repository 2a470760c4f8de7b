package dev.torsion.words.room;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What becomes of a task of a room.
 *
 * @param <T> what it results in
 */
final class Outcome<T> implements Runnable {

	private final Sinks.One<T> sink = Sinks.one();

	private final Supplier<? extends @Nullable T> work;

	private volatile @Nullable Mono<T> done;

	Outcome(Supplier<? extends @Nullable T> work) {
		this.work = work;
	}

	@Override
	public void run() {
		try {
			T result = this.work.get();
			this.done = Mono.justOrEmpty(result);
			if (result != null) {
				this.sink.tryEmitValue(result);
			}
			else {
				this.sink.tryEmitEmpty();
			}
		}
		catch (RuntimeException | Error ex) {
			this.done = Mono.error(ex);
			this.sink.tryEmitError(ex);
		}
	}

	/**
	 * The result, as it comes.
	 * @param queue that of the loop on which it is wanted
	 * @return the result, after what was handed to the loop before
	 */
	Mono<T> on(LoopQueue queue) {
		Mono<T> result = this.done;
		if (result != null && queue.drainHere()) {
			return result;
		}
		return queue.hop(this.sink.asMono());
	}

}
