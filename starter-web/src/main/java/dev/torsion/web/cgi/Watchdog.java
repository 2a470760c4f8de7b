package dev.torsion.web.cgi;

import java.util.concurrent.TimeUnit;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Measures the time of one program: until its head, between two signs of life, in all.
 * One timer looks at what has happened since, instead of being set anew each time.
 */
final class Watchdog {

	private final CgiSettings.Times times;

	private final Scheduler timer;

	private final Runnable kill;

	private final Sinks.Empty<Void> expired = Sinks.empty();

	private final Disposable.Swap looking = Disposables.swap();

	private final long started;

	private volatile long active;

	private volatile boolean headComplete;

	Watchdog(CgiSettings.Times times, Scheduler timer, Runnable kill) {
		this.times = times;
		this.timer = timer;
		this.kill = kill;
		this.started = now();
		this.active = this.started;
		look();
	}

	/** Fails when the time is up, or when something else is over. */
	Mono<Void> expired() {
		return this.expired.asMono();
	}

	/** The program has read something. */
	void active() {
		this.active = now();
	}

	/**
	 * The program has written something, or could have; a head in drips gains no time.
	 */
	void answering() {
		if (this.headComplete) {
			active();
		}
	}

	/** The head of the answer is complete. */
	void headComplete() {
		this.headComplete = true;
		active();
	}

	/**
	 * There is no use in going on: says so first, or the end would look like a good one.
	 */
	void fail(Throwable cause) {
		this.expired.tryEmitError(cause);
		this.kill.run();
		stop();
	}

	void stop() {
		this.looking.dispose();
	}

	private void look() {
		long now = now();
		long patience = (this.headComplete ? this.times.idle() : this.times.head()).toNanos();
		long left = Math.min(this.active + patience, this.started + this.times.run().toNanos()) - now;
		if (left <= 0) {
			fail(new ScriptTimeoutException());
		}
		else {
			this.looking.update(this.timer.schedule(this::look, left, TimeUnit.NANOSECONDS));
		}
	}

	private long now() {
		return this.timer.now(TimeUnit.NANOSECONDS);
	}

}
