package dev.torsion.conch.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;

/**
 * Tells that the pool for blocking work takes nothing more, once in a minute. Safe for
 * use by many threads.
 */
final class Rejections {

	private static final long PERIOD = TimeUnit.MINUTES.toNanos(1);

	private final Log logger;

	private final LongSupplier nanoTime;

	private final AtomicLong count = new AtomicLong();

	private final AtomicLong next;

	Rejections(Log logger, LongSupplier nanoTime) {
		this.logger = logger;
		this.nanoTime = nanoTime;
		this.next = new AtomicLong(nanoTime.getAsLong());
	}

	void add() {
		this.count.incrementAndGet();
		long now = this.nanoTime.getAsLong();
		long due = this.next.get();
		if (now - due >= 0 && this.next.compareAndSet(due, now + PERIOD)) {
			this.logger.error("Connections are closed because all threads of network.blocking are taken: "
					+ this.count.getAndSet(0) + " times since this was told last");
		}
	}

}
