package dev.torsion.names.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;

import reactor.core.publisher.Mono;

/**
 * Lets only so many things happen at a time, in the order in which they came. What has
 * its turn is carried through, whether or not anybody still waits for it. Safe for use by
 * many threads.
 */
public final class Turns {

	private final int most;

	private final int maxWaiting;

	private final Deque<Runnable> waiting = new ArrayDeque<>();

	private int underWay;

	private boolean beginning;

	/**
	 * Creates the turns.
	 * @param most how many things happen at a time
	 * @param maxWaiting how many may wait for that
	 */
	public Turns(int most, int maxWaiting) {
		this.most = most;
		this.maxWaiting = maxWaiting;
	}

	/**
	 * Waits for a turn.
	 * @param work what is done then
	 * @param <T> what comes of it
	 * @return the same; fails with a {@link RejectedExecutionException} if too many wait
	 */
	public <T> Mono<T> take(Mono<T> work) {
		return Mono.create((sink) -> {
			Mono<T> turn = work.doFinally((signal) -> next());
			Runnable begin = () -> turn.subscribe(sink::success, sink::error, sink::success);
			if (!enter(begin)) {
				sink.error(new RejectedExecutionException("Too many wait for their turn"));
			}
		});
	}

	private boolean enter(Runnable begin) {
		synchronized (this) {
			if (this.underWay >= this.most && this.waiting.size() >= this.maxWaiting) {
				return false;
			}
			this.waiting.add(begin);
		}
		begin();
		return true;
	}

	private void next() {
		synchronized (this) {
			this.underWay--;
		}
		begin();
	}

	/** Not from within what was begun here, which would be as deep as many wait. */
	private void begin() {
		while (true) {
			Runnable next;
			synchronized (this) {
				next = (this.beginning || this.underWay >= this.most) ? null : this.waiting.poll();
				if (next == null) {
					return;
				}
				this.beginning = true;
				this.underWay++;
			}
			try {
				next.run();
			}
			finally {
				synchronized (this) {
					this.beginning = false;
				}
			}
		}
	}

}
