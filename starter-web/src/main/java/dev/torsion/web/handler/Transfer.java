package dev.torsion.web.handler;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.EventLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.MonoSink;

/**
 * Sends one body, a piece at a time: nothing is read from the disk before the piece
 * before it has left, so a peer that does not read costs one piece of memory. Everything
 * but reading happens on the event loop of the channel.
 */
final class Transfer {

	private static final Log logger = LogFactory.getLog(Transfer.class);

	private final Channel channel;

	private final Pieces pieces;

	private final EventLoop loop;

	private final Duration stall;

	private final MonoSink<Void> sink;

	private volatile boolean cancelled;

	Transfer(Channel channel, Pieces pieces, EventLoop loop, Duration stall, MonoSink<Void> sink) {
		this.channel = channel;
		this.pieces = pieces;
		this.loop = loop;
		this.stall = stall;
		this.sink = sink;
	}

	/**
	 * Begins.
	 * @param finished called once, when nothing of the file is needed any more
	 */
	void start(Runnable finished) {
		this.sink.onCancel(() -> this.cancelled = true);
		onLoop(() -> next(finished));
	}

	private void next(Runnable finished) {
		if (this.cancelled || !this.channel.isActive() || !this.pieces.hasNext()) {
			finish(finished);
			return;
		}
		Pieces.Step step = this.pieces.next();
		if (step.isReady()) {
			prepared(step, finished);
		}
		else {
			this.loop.<Object>blocking(step::prepare)
				.subscribe((message) -> onLoop(() -> write(message, finished)),
						(ex) -> onLoop(() -> abort(ex, finished)));
		}
	}

	private void prepared(Pieces.Step step, Runnable finished) {
		try {
			write(step.prepare(), finished);
		}
		catch (Exception ex) {
			abort(ex, finished);
		}
	}

	private void write(Object message, Runnable finished) {
		if (this.cancelled || !this.channel.isActive()) {
			ReferenceCountUtil.release(message);
			finish(finished);
			return;
		}
		Future<?> deadline = (message instanceof FileRegion) ? null
				: this.channel.eventLoop().schedule(this::stalled, this.stall.toMillis(), TimeUnit.MILLISECONDS);
		ChannelFuture written = this.channel.writeAndFlush(message);
		written.addListener((future) -> {
			if (deadline != null) {
				deadline.cancel(false);
			}
			if (future.isSuccess()) {
				// Not at once: others on this loop have a turn between two pieces.
				this.channel.eventLoop().execute(() -> next(finished));
			}
			else {
				abort(future.cause(), finished);
			}
		});
	}

	/**
	 * What PeerGuard sees on a connection, a stream of HTTP/2 has to see for itself.
	 */
	private void stalled() {
		logger.debug("A peer does not read: " + this.channel);
		this.channel.close();
	}

	/**
	 * The length has been promised, so all that can be said is to break off.
	 */
	private void abort(Throwable ex, Runnable finished) {
		if (this.channel.isActive()) {
			logger.warn("Cannot send the rest of a file", ex);
			this.channel.close();
		}
		finish(finished);
	}

	private void finish(Runnable finished) {
		finished.run();
		this.sink.success();
	}

	private void onLoop(Runnable task) {
		if (this.channel.eventLoop().inEventLoop()) {
			task.run();
		}
		else {
			this.channel.eventLoop().execute(task);
		}
	}

}
