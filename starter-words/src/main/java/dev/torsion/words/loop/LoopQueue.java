package dev.torsion.words.loop;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.net.EventLoop;
import dev.torsion.words.ChatEvent;
import dev.torsion.words.Door;
import dev.torsion.words.Participant;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What the participants of one event loop have still to be told, in order. Told at once
 * by a caller that is on the loop.
 */
public final class LoopQueue {

	/** From how many on those who hand over more have to wait. */
	public static final int CONGESTED = 1024;

	private static final Log logger = LogFactory.getLog(LoopQueue.class);

	private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private final EventLoop loop;

	private final AtomicBoolean draining = new AtomicBoolean();

	private volatile Sinks.@Nullable Empty<Void> relief;

	LoopQueue(EventLoop loop) {
		this.loop = loop;
	}

	/**
	 * Hands a result to the loop, where it comes after what was handed over before.
	 * @param result the result
	 * @param <T> what it is
	 * @return the same, on the loop
	 */
	public <T> Mono<T> hop(Mono<T> result) {
		return result.publishOn(this.loop.scheduler()).doOnTerminate(this::drainHere);
	}

	/**
	 * Hands over something that some participants are told; at once by a caller that is
	 * on the loop.
	 * @param event what
	 * @param door the door of the participants
	 * @param audience the participants, all of this loop
	 */
	public void deliver(ChatEvent event, Door door, List<Participant> audience) {
		this.deliveries.add(new Delivery(event, door, audience));
		boolean first = this.waiting.getAndIncrement() == 0;
		if (!drainHere() && first) {
			this.loop.execute(this::drain);
		}
	}

	/**
	 * Tells what there is to tell, if the caller is on the loop.
	 * @return whether it is
	 */
	public boolean drainHere() {
		if (!this.loop.isCurrent()) {
			return false;
		}
		drain();
		return true;
	}

	/**
	 * When more may be handed over.
	 * @return completes at once, or when enough was told
	 */
	public Mono<Void> ready() {
		if (this.waiting.get() < CONGESTED) {
			return Mono.empty();
		}
		synchronized (this) {
			Sinks.Empty<Void> waited = this.relief;
			if (waited == null) {
				waited = Sinks.empty();
				this.relief = waited;
			}
			this.loop.execute(this::drain);
			return waited.asMono();
		}
	}

	/** One thread at a time, even where the loop is any of several. */
	private void drain() {
		while (!this.deliveries.isEmpty() && this.draining.compareAndSet(false, true)) {
			try {
				tellAll();
			}
			finally {
				this.draining.set(false);
			}
		}
		if (this.relief != null && this.deliveries.isEmpty()) {
			relieve();
		}
	}

	private void tellAll() {
		for (Delivery next = this.deliveries.poll(); next != null; next = this.deliveries.poll()) {
			try {
				next.door().deliver(next.event(), next.audience());
			}
			catch (RuntimeException | Error ex) {
				logger.error("Failed to tell what has happened", ex);
			}
			this.waiting.decrementAndGet();
		}
	}

	private void relieve() {
		Sinks.Empty<Void> waited;
		synchronized (this) {
			waited = this.relief;
			this.relief = null;
		}
		if (waited != null) {
			waited.tryEmitEmpty();
		}
	}

	private record Delivery(ChatEvent event, Door door, List<Participant> audience) {

	}

}
