package dev.torsion.words.irc.client.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.Transport;
import dev.torsion.words.irc.client.IrcException;
import dev.torsion.words.irc.client.IrcLimits;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.irc.wire.IrcWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lines on their way to the server, no faster than it likes.
 */
final class Outbox {

	private static final Runnable NOTHING = () -> {
	};

	private final Transport transport;

	private final Pace pace;

	private final int maxPending;

	private final Deque<Line> waiting = new ArrayDeque<>();

	private @Nullable Disposable timer;

	private @Nullable Throwable ended;

	Outbox(Transport transport, IrcLimits limits) {
		this.transport = transport;
		this.pace = new Pace(limits.burst(), limits.interval());
		this.maxPending = limits.maxPending();
	}

	/** Sends a line before all that wait, at once: what the server itself waits for. */
	Mono<Void> now(IrcMessage message) {
		ByteBuf bytes = Unpooled.buffer();
		IrcWriter.write(message, bytes);
		return this.transport.write(bytes);
	}

	/** Sends a line that nobody waits for, if there is room. */
	void offer(IrcMessage message) {
		if (this.ended == null && this.waiting.size() < this.maxPending) {
			this.waiting.add(new Line(message, NOTHING));
			drain();
		}
	}

	Mono<Void> send(IrcMessage message) {
		return send(message, NOTHING);
	}

	/**
	 * Sends a line in its turn.
	 * @param message the line
	 * @param leaving called when it is written, before anything can be read that answers
	 * it
	 * @return completes when it was written and the server takes more
	 */
	Mono<Void> send(IrcMessage message, Runnable leaving) {
		return Mono.defer(() -> {
			if (this.ended != null) {
				return Mono.error(this.ended);
			}
			if (this.waiting.size() >= this.maxPending) {
				return Mono
					.error(new IrcException(IrcException.Reason.BUSY, this.maxPending + " lines are waiting already"));
			}
			Line line = new Line(message, leaving);
			this.waiting.add(line);
			drain();
			return line.written.asMono().flatMap((write) -> write).doOnCancel(() -> line.cancelled = true);
		});
	}

	/** Gives up what waits. */
	void end(Throwable cause) {
		this.ended = cause;
		if (this.timer != null) {
			this.timer.dispose();
		}
		for (Line line = this.waiting.poll(); line != null; line = this.waiting.poll()) {
			line.written.tryEmitError(cause);
		}
	}

	private void drain() {
		while (this.timer == null && !this.waiting.isEmpty()) {
			if (this.waiting.peek().cancelled) {
				this.waiting.remove();
				continue;
			}
			long wait = this.pace.take(this.transport.eventLoop().scheduler().now(TimeUnit.NANOSECONDS));
			if (wait > 0) {
				this.timer = this.transport.eventLoop().scheduler().schedule(this::resume, wait, TimeUnit.NANOSECONDS);
				return;
			}
			Line line = this.waiting.remove();
			line.leaving.run();
			line.written.tryEmitValue(now(line.message));
		}
	}

	private void resume() {
		this.timer = null;
		drain();
	}

	/** A line that waits. */
	private static final class Line {

		private final IrcMessage message;

		private final Runnable leaving;

		private final Sinks.One<Mono<Void>> written = Sinks.one();

		private volatile boolean cancelled;

		Line(IrcMessage message, Runnable leaving) {
			this.message = message;
			this.leaving = leaving;
		}

	}

}
