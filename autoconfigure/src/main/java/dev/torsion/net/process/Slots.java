package dev.torsion.net.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Admits a limited number at a time, and lets a limited number wait for their turn, in
 * order. What is asked for in the name of one peer may take up a part of both only, so
 * that nobody can keep out all others. Safe for use by many threads.
 */
public final class Slots {

	private final Limit limit;

	private final Scheduler timer;

	private final Map<Object, Integer> taken = new HashMap<>();

	private final Deque<Waiter> waiting = new ArrayDeque<>();

	private int free;

	/**
	 * Creates the slots.
	 * @param limit how many there are, and who may wait
	 * @param timer where waiting is measured
	 */
	public Slots(Limit limit, Scheduler timer) {
		this.limit = limit;
		this.timer = timer;
		this.free = limit.max();
	}

	/**
	 * How many are admitted, and how many may wait.
	 *
	 * @param max most at a time
	 * @param maxPerPeer most at a time for one peer
	 * @param queue most that wait; one peer may take up half of it
	 * @param timeout how long to wait
	 */
	public record Limit(int max, int maxPerPeer, int queue, Duration timeout) {

	}

	/**
	 * A place that was taken.
	 */
	public interface Slot {

		/**
		 * Gives the place to the next; a second time does nothing.
		 */
		void release();

	}

	/**
	 * Takes a slot when it is subscribed to; a subscription that is cancelled waits no
	 * longer.
	 * @param peer in whose name
	 * @return the slot; fails with {@link TooManyProcessesException} if too many wait, or
	 * if it took too long
	 */
	public Mono<Slot> take(Object peer) {
		return Mono.create((sink) -> {
			Waiter waiter = new Waiter(peer, sink);
			sink.onCancel(() -> cancelled(waiter));
			enter(waiter);
		});
	}

	private void enter(Waiter waiter) {
		boolean admitted;
		synchronized (this) {
			admitted = admit(waiter);
			if (!admitted && !canWait(waiter.peer)) {
				waiter.sink.error(new TooManyProcessesException(
						this.limit.max() + " are running and " + this.waiting.size() + " are waiting"));
				return;
			}
			if (!admitted) {
				this.waiting.add(waiter);
				waiter.timeout = this.timer.schedule(() -> late(waiter), this.limit.timeout().toMillis(),
						TimeUnit.MILLISECONDS);
			}
		}
		if (admitted) {
			admitted(waiter);
		}
	}

	private boolean admit(Waiter waiter) {
		int count = this.taken.getOrDefault(waiter.peer, 0);
		if (this.free == 0 || count >= this.limit.maxPerPeer()) {
			return false;
		}
		this.free--;
		this.taken.put(waiter.peer, count + 1);
		waiter.take();
		return true;
	}

	private boolean canWait(Object peer) {
		long same = this.waiting.stream().filter((waiter) -> waiter.peer.equals(peer)).count();
		return this.waiting.size() < this.limit.queue() && same < Math.max(1, this.limit.queue() / 2);
	}

	private void late(Waiter waiter) {
		if (leave(waiter)) {
			waiter.sink.error(new TooManyProcessesException("Waited for " + this.limit.timeout()));
		}
	}

	private void cancelled(Waiter waiter) {
		if (!leave(waiter)) {
			waiter.slot.release();
		}
	}

	private synchronized boolean leave(Waiter waiter) {
		waiter.timeout.dispose();
		return this.waiting.remove(waiter);
	}

	private void admitted(Waiter waiter) {
		waiter.timeout.dispose();
		waiter.sink.success(waiter.slot);
	}

	private void release(Object peer) {
		Waiter next;
		synchronized (this) {
			this.free++;
			this.taken.computeIfPresent(peer, (key, count) -> (count == 1) ? null : count - 1);
			next = next();
		}
		if (next != null) {
			admitted(next);
		}
	}

	private @Nullable Waiter next() {
		for (Iterator<Waiter> waiters = this.waiting.iterator(); waiters.hasNext();) {
			Waiter waiter = waiters.next();
			if (admit(waiter)) {
				waiters.remove();
				return waiter;
			}
		}
		return null;
	}

	/** One who has asked for a slot, and what is to be given to it. */
	private final class Waiter {

		private final Object peer;

		private final MonoSink<Slot> sink;

		private final AtomicBoolean taken = new AtomicBoolean();

		private final Slot slot = this::release;

		private Disposable timeout = Disposables.disposed();

		Waiter(Object peer, MonoSink<Slot> sink) {
			this.peer = peer;
			this.sink = sink;
		}

		void take() {
			this.taken.set(true);
		}

		private void release() {
			if (this.taken.compareAndSet(true, false)) {
				Slots.this.release(this.peer);
			}
		}

	}

}
