package dev.torsion.words.loop;

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
public final class Feed<T> {

	private final List<FluxSink<T>> listeners = new CopyOnWriteArrayList<>();

	private final int buffer;

	private final Scheduler scheduler;

	private volatile boolean ended;

	/**
	 * A feed without listeners.
	 * @param buffer how many events are kept for one that does not keep up
	 * @param scheduler on which they are told
	 */
	public Feed(int buffer, Scheduler scheduler) {
		this.buffer = buffer;
		this.scheduler = scheduler;
	}

	/**
	 * What happens from the subscription on.
	 * @return the events; ends when the feed does
	 */
	public Flux<T> events() {
		return Flux.<T>create((sink) -> {
			this.listeners.add(sink);
			sink.onDispose(() -> this.listeners.remove(sink));
			if (this.ended) {
				sink.complete();
			}
		}, FluxSink.OverflowStrategy.IGNORE).onBackpressureBuffer(this.buffer, (lost) -> {
		}, BufferOverflowStrategy.DROP_OLDEST).publishOn(this.scheduler, 1);
	}

	/**
	 * Tells listeners of something.
	 * @param event what
	 */
	public void tell(T event) {
		if (!this.listeners.isEmpty()) {
			this.listeners.forEach((listener) -> listener.next(event));
		}
	}

	/**
	 * Nothing happens any more.
	 */
	public void end() {
		this.ended = true;
		this.listeners.forEach(FluxSink::complete);
	}

}
