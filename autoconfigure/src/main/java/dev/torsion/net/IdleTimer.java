package dev.torsion.net;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a peer neither sends nor takes anything. One timer a connection, which
 * looks at what has happened since instead of being set anew with every read and write.
 */
final class IdleTimer {

	private final Channel channel;

	private final long timeout;

	private final Runnable idle;

	private @Nullable Future<?> timer;

	private long lastActive;

	private long lastPending;

	private long lastProgress;

	IdleTimer(Channel channel, long timeoutNanos, Runnable idle) {
		this.channel = channel;
		this.timeout = timeoutNanos;
		this.idle = idle;
	}

	void start() {
		active();
		if (this.timeout > 0) {
			schedule(this.timeout);
		}
	}

	void active() {
		this.lastActive = now();
	}

	void stop() {
		if (this.timer != null) {
			this.timer.cancel(false);
		}
	}

	private void check() {
		if (hasTakenSomething()) {
			active();
		}
		long left = this.timeout - (now() - this.lastActive);
		if (left <= 0) {
			active();
			this.idle.run();
			left = this.timeout;
		}
		if (this.channel.isActive()) {
			schedule(left);
		}
	}

	private boolean hasTakenSomething() {
		ChannelOutboundBuffer buffer = this.channel.unsafe().outboundBuffer();
		long pending = (buffer != null) ? buffer.totalPendingWriteBytes() : 0;
		long progress = (buffer != null) ? buffer.currentProgress() : 0;
		boolean changed = this.lastPending > 0 && (pending != this.lastPending || progress != this.lastProgress);
		this.lastPending = pending;
		this.lastProgress = progress;
		return changed;
	}

	private void schedule(long delay) {
		this.timer = this.channel.eventLoop().schedule(this::check, delay, TimeUnit.NANOSECONDS);
	}

	private long now() {
		return this.channel.eventLoop().ticker().nanoTime();
	}

}
