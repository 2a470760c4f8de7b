package dev.torsion.words.room;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
import reactor.core.scheduler.Scheduler;

/**
 * What the participants of one event loop have still to be told, in order. Told at once
 * by a caller that is on the loop.
 */
final class LoopQueue {

	/** From how many on those who hand over more have to wait. */
	static final int CONGESTED = 1024;

	private static final Log logger = LogFactory.getLog(LoopQueue.class);

	private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private final EventLoop loop;

	private final Scheduler scheduler;

	private volatile Sinks.@Nullable Empty<Void> relief;

	private boolean draining;

	LoopQueue(EventLoop loop) {
		this.loop = loop;
		this.scheduler = loop.scheduler();
	}

	Scheduler scheduler() {
		return this.scheduler;
	}

	void deliver(ChatEvent event, Door door, List<Participant> audience) {
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
	boolean drainHere() {
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
	Mono<Void> ready() {
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

	private void drain() {
		if (this.draining) {
			return;
		}
		this.draining = true;
		try {
			for (Delivery next = this.deliveries.poll(); next != null; next = this.deliveries.poll()) {
				tell(next);
				this.waiting.decrementAndGet();
			}
		}
		finally {
			this.draining = false;
		}
		if (this.relief != null) {
			relieve();
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

	private static void tell(Delivery delivery) {
		try {
			delivery.door().deliver(delivery.event(), delivery.audience());
		}
		catch (RuntimeException ex) {
			logger.error("Failed to tell what has happened", ex);
		}
	}

	private record Delivery(ChatEvent event, Door door, List<Participant> audience) {

	}

}
