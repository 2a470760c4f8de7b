package dev.torsion.cred.throttle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

import org.springframework.security.authentication.AuthenticationServiceException;

/**
 * Lets logins of one source, or for one account, through: some at a time while nothing is
 * wrong, one after each pause else. The others wait in their order. Safe to use from any
 * thread; never calls anybody while it holds its lock.
 */
final class Gate {

	private final ThrottleSettings settings;

	private final int allowed;

	private final Scheduler time;

	private final Deque<Waiting> queue = new ArrayDeque<>();

	private int inside;

	private int failures;

	private long lastFailure;

	private boolean timerSet;

	/**
	 * Creates a gate.
	 * @param settings the pauses and limits
	 * @param allowed how many failures cause no pause
	 * @param time the clock, and where timers run
	 */
	Gate(ThrottleSettings settings, int allowed, Scheduler time) {
		this.settings = settings;
		this.allowed = allowed;
		this.time = time;
	}

	/**
	 * Waits to be let through.
	 * @return the pass, which has to be given back; fails if too many wait
	 */
	Mono<Pass> enter() {
		return Mono.create((sink) -> {
			Waiting waiting = new Waiting(new Pass(), sink);
			sink.onCancel(() -> leaveQueue(waiting));
			if (joinQueue(waiting)) {
				open();
			}
			else {
				sink.error(new AuthenticationServiceException("Too many logins are waiting"));
			}
		});
	}

	private synchronized boolean joinQueue(Waiting waiting) {
		return this.queue.size() < this.settings.waiting() && this.queue.add(waiting);
	}

	private void leaveQueue(Waiting waiting) {
		synchronized (this) {
			if (this.queue.remove(waiting)) {
				return;
			}
		}
		waiting.pass().giveBackUnused();
	}

	/** Whether it can be forgotten without anybody being lost. */
	synchronized boolean isIdle() {
		return this.inside == 0 && this.queue.isEmpty();
	}

	/** Forgets failures, because they were a slip of the one who has succeeded. */
	synchronized void forgive() {
		this.failures = 0;
	}

	private void open() {
		for (Waiting next = next(); next != null; next = next()) {
			next.sink().success(next.pass());
		}
	}

	private synchronized @Nullable Waiting next() {
		if (this.queue.isEmpty()) {
			return null;
		}
		long wait = pauseLeft(this.time.now(TimeUnit.MILLISECONDS));
		if (wait > 0) {
			setTimer(wait);
			return null;
		}
		if (this.inside >= (isPausing() ? 1 : this.settings.concurrent())) {
			return null;
		}
		this.inside++;
		return this.queue.poll();
	}

	private boolean isPausing() {
		return this.failures > this.allowed;
	}

	private long pauseLeft(long now) {
		long since = now - this.lastFailure;
		if (since >= this.settings.forgetAfter().toMillis()) {
			this.failures = 0;
		}
		Duration pause = this.settings.pause(this.failures - this.allowed);
		return pause.toMillis() - since;
	}

	private void setTimer(long wait) {
		if (!this.timerSet) {
			this.timerSet = true;
			this.time.schedule(this::timerDue, wait, TimeUnit.MILLISECONDS);
		}
	}

	private void timerDue() {
		synchronized (this) {
			this.timerSet = false;
		}
		open();
	}

	private void left(boolean failed) {
		synchronized (this) {
			this.inside--;
			if (failed) {
				this.failures++;
				this.lastFailure = this.time.now(TimeUnit.MILLISECONDS);
			}
		}
		open();
	}

	private record Waiting(Pass pass, MonoSink<Pass> sink) {

	}

	private enum Use {

		NEW, TAKEN, GIVEN_BACK

	}

	/** The right to try one login. */
	final class Pass {

		private final AtomicReference<Use> use = new AtomicReference<>(Use.NEW);

		/** From here on it is for who has it to give back, whoever is waiting. */
		void take() {
			this.use.compareAndSet(Use.NEW, Use.TAKEN);
		}

		/**
		 * Ends the try.
		 * @param failed whether it counts as a failure
		 */
		void giveBack(boolean failed) {
			if (this.use.getAndSet(Use.GIVEN_BACK) != Use.GIVEN_BACK) {
				left(failed);
			}
		}

		/** Ends the try, unless it has been taken: nobody waits for it any more. */
		void giveBackUnused() {
			if (this.use.compareAndSet(Use.NEW, Use.GIVEN_BACK)) {
				left(false);
			}
		}

	}

}
