package dev.torsion.words.room;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;

/**
 * What happens, for listeners of the application, who are told on threads of their own
 * and wait for nobody. One that does not keep up loses the oldest of what it has not
 * seen.
 *
 * @param <T> what they are told
 */
final class Feed<T> {

	private final List<FluxSink<T>> listeners = new CopyOnWriteArrayList<>();

	private final int buffer;

	private final Scheduler scheduler;

	private volatile boolean ended;

	Feed(int buffer, Scheduler scheduler) {
		this.buffer = buffer;
		this.scheduler = scheduler;
	}

	Flux<T> events() {
		return Flux.<T>create((sink) -> {
			this.listeners.add(sink);
			sink.onDispose(() -> this.listeners.remove(sink));
			if (this.ended) {
				sink.complete();
			}
		}, FluxSink.OverflowStrategy.IGNORE).onBackpressureBuffer(this.buffer, (lost) -> {
		}, BufferOverflowStrategy.DROP_OLDEST).publishOn(this.scheduler, 1);
	}

	void tell(T event) {
		if (!this.listeners.isEmpty()) {
			this.listeners.forEach((listener) -> listener.next(event));
		}
	}

	void end() {
		this.ended = true;
		this.listeners.forEach(FluxSink::complete);
	}

}
