package dev.torsion.net.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.buffer.ByteBuf;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * A child process, leader of a process group of its own. What it writes has to be
 * subscribed to, output and errors alike: a pipe that nobody reads makes it wait. Safe
 * for use by many threads; signals come on threads that are none of a connection.
 */
public final class ChildProcess {

	private final Process process;

	private final ChildPipes pipes;

	private final ProcessSettings settings;

	private final ProcessGroups groups;

	private final Scheduler timer;

	private final Mono<Integer> exit;

	private final Sinks.Empty<Void> ended = Sinks.empty();

	private final AtomicBoolean killed = new AtomicBoolean();

	ChildProcess(Process process, ChildPipes pipes, ProcessSettings settings, ProcessGroups groups, Scheduler timer) {
		this.process = process;
		this.pipes = pipes;
		this.settings = settings;
		this.groups = groups;
		this.timer = timer;
		this.exit = Mono.fromFuture(process.onExit().thenApply(Process::exitValue), true);
	}

	/** Watches the end of the process, and of what it leaves behind. */
	void watch(Duration timeout) {
		this.groups.add(this.process.toHandle());
		Disposable late = this.timer.schedule(this::kill, timeout.toMillis(), TimeUnit.MILLISECONDS);
		Disposable looking = Flux.interval(this.settings.linger(), this.timer)
			.delaySubscription(this.exit)
			.subscribe((tick) -> this.pipes.endIfSilent(), (ex) -> this.pipes.close());
		this.exit.then(this.pipes.ended()).subscribe((byItself) -> {
			late.dispose();
			looking.dispose();
			end(byItself);
		});
	}

	/** Whoever still holds a pipe that nobody will read any more has no business left. */
	private void end(boolean byItself) {
		if (!byItself || this.killed.get()) {
			this.groups.kill(pid());
		}
		this.groups.remove(pid());
		this.pipes.close();
		this.ended.tryEmitEmpty();
	}

	/**
	 * The number of the process, and of its group.
	 * @return the number
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * What the process writes to its standard output; one read for each buffer that is
	 * asked for, of at most 64 KiB. To cancel it closes the pipe.
	 * @return the bytes, for one subscriber, who releases them
	 */
	public Flux<ByteBuf> output() {
		return this.pipes.output();
	}

	/**
	 * What the process writes to its standard error, as {@link #output}.
	 * @return the bytes, for one subscriber, who releases them
	 */
	public Flux<ByteBuf> errors() {
		return this.pipes.errors();
	}

	/**
	 * Writes the standard input of the process, and ends it. To be called once, also when
	 * there is nothing to write; not at all if the input is a file. A process that does
	 * not read all of it is not at fault: the rest is cancelled.
	 * @param bytes what to write; each buffer is asked for when the one before it has
	 * been taken, and is released here
	 * @return completes when the process has taken everything, or wants no more; fails if
	 * {@code bytes} does
	 */
	public Mono<Void> input(Publisher<ByteBuf> bytes) {
		return this.pipes.input(bytes);
	}

	/**
	 * The end of the process itself; others of its group may still be running.
	 * @return its exit status, or 128 and the number of the signal that ended it
	 */
	public Mono<Integer> exit() {
		return this.exit;
	}

	/**
	 * Tells the process and all others of its group to end (SIGTERM), and makes those end
	 * that have not when it has, or when the grace period is over (SIGKILL). Returns at
	 * once.
	 */
	public void kill() {
		if (!this.killed.compareAndSet(false, true)) {
			return;
		}
		this.groups.terminate(pid());
		this.exit.then().timeout(this.settings.killGrace(), Mono.empty(), this.timer).subscribe((nothing) -> {
		}, (ex) -> killNow(), this::killNow);
	}

	/**
	 * Sends a signal to the process and all others of its group, as a terminal would.
	 * Returns at once. Where there are no groups every signal but {@link Signal#KILL} is
	 * SIGTERM.
	 * @param signal the signal
	 */
	public void signal(Signal signal) {
		this.groups.signal(signal.name(), pid());
	}

	/**
	 * Whether {@link #kill} was called, so that what the process has written may not be
	 * all it meant to.
	 * @return whether it was
	 */
	public boolean isKilled() {
		return this.killed.get();
	}

	private void killNow() {
		this.groups.kill(pid());
		this.pipes.close();
	}

	/**
	 * The end of all there was to the process: it has ended itself, and its output and
	 * errors have, or have been given up.
	 * @return completes then
	 */
	public Mono<Void> ended() {
		return this.ended.asMono();
	}

	/**
	 * A signal that somebody at a terminal could send, of the number it has everywhere.
	 */
	public enum Signal {

		/** The terminal is gone. */
		HUP(1),

		/** Control-C. */
		INT(2),

		/** Control-backslash. */
		QUIT(3),

		/** Ends it without asking. */
		KILL(9),

		/** Asks it to end. */
		TERM(15);

		private final int number;

		Signal(int number) {
			this.number = number;
		}

		/**
		 * The exit status of a process that it has ended.
		 * @return what {@link ChildProcess#exit} says then
		 */
		public int status() {
			return 128 + this.number;
		}

	}

}
