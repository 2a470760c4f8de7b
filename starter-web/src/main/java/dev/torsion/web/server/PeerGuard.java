package dev.torsion.web.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.concurrent.Future;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.ChannelOperations;

/**
 * Closes connections whose peer is idle, sends a request too slowly (slowloris) or does
 * not read. It looks a few times per timeout instead of setting timers for every request,
 * so that a request costs two fields written and nothing else. A connection is closed at
 * the latest a quarter of the shortest timeout late.
 */
public final class PeerGuard extends ChannelDuplexHandler {

	/**
	 * The name of the handler in the pipeline.
	 */
	public static final String NAME = "torsion.peerGuard";

	private static final Log logger = LogFactory.getLog(PeerGuard.class);

	private final Patience patience;

	private @Nullable Future<?> watch;

	/**
	 * When the first byte since the last answer came in; meaningful if there is one.
	 */
	private long firstByte;

	private boolean receiving;

	private boolean active;

	private boolean read;

	private long lastActive;

	private long lastRead;

	private long lastProgress;

	private long progress = -1;

	/**
	 * Creates the guard of one connection.
	 * @param patience how long its peer may do nothing
	 */
	public PeerGuard(Patience patience) {
		this.patience = patience;
	}

	/**
	 * How long a peer may do nothing.
	 *
	 * @param idle between two requests
	 * @param request while it is sending a request: for all of its head, and between two
	 * pieces of its body
	 * @param stall while it is to take what is sent
	 */
	public record Patience(Duration idle, Duration request, Duration stall) {

		private static final long PERIODS = 4;

		long periodNanos() {
			long shortest = Math.min(this.idle.toNanos(), Math.min(this.request.toNanos(), this.stall.toNanos()));
			return Math.max(shortest / PERIODS, 1_000_000);
		}

	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		long period = this.patience.periodNanos();
		this.lastActive = System.nanoTime();
		this.watch = context.executor().scheduleAtFixedRate(() -> look(context), period, period, TimeUnit.NANOSECONDS);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		if (this.watch != null) {
			this.watch.cancel(false);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		handlerRemoved(context);
		context.fireChannelInactive();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.active = true;
		this.read = true;
		if (!this.receiving) {
			this.receiving = true;
			this.firstByte = 0;
		}
		context.fireChannelRead(message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		this.active = true;
		this.receiving = false;
		context.write(message, promise);
	}

	private void look(ChannelHandlerContext context) {
		long now = System.nanoTime();
		Channel channel = context.channel();
		if (isStalled(channel.unsafe().outboundBuffer(), now)) {
			close(channel, "does not read");
			return;
		}
		boolean idle = isIdle(now);
		boolean slow = isSlow(now);
		if (isAnswering(channel)) {
			this.lastActive = now;
			this.receiving = this.receiving && isReceivingBody(channel);
			if (this.receiving && now - this.lastRead > this.patience.request().toNanos()) {
				close(channel, "does not send the rest of its request");
			}
		}
		else if (slow || idle) {
			close(channel, slow ? "sends its request too slowly" : "is idle");
		}
	}

	private boolean isIdle(long now) {
		if (this.active) {
			this.active = false;
			this.lastActive = now;
		}
		return now - this.lastActive > this.patience.idle().toNanos();
	}

	/**
	 * The clock is read here and not for every packet, so what came in since the last
	 * look counts from now.
	 */
	private boolean isSlow(long now) {
		if (this.read) {
			this.read = false;
			this.lastRead = now;
		}
		if (this.receiving && this.firstByte == 0) {
			this.firstByte = now;
		}
		return this.receiving && now - this.firstByte > this.patience.request().toNanos();
	}

	private boolean isStalled(@Nullable ChannelOutboundBuffer buffer, long now) {
		if (buffer == null || buffer.isEmpty()) {
			this.progress = -1;
			return false;
		}
		long current = 31 * System.identityHashCode(buffer.current()) + buffer.currentProgress()
				+ 17 * buffer.totalPendingWriteBytes();
		if (current != this.progress) {
			this.progress = current;
			this.lastProgress = now;
		}
		return now - this.lastProgress > this.patience.stall().toNanos();
	}

	private static boolean isAnswering(Channel channel) {
		Http2FrameCodec http2 = channel.pipeline().get(Http2FrameCodec.class);
		return (http2 != null) ? http2.connection().numActiveStreams() > 0 : ChannelOperations.get(channel) != null;
	}

	private static boolean isReceivingBody(Channel channel) {
		ChannelOperations<?, ?> operations = ChannelOperations.get(channel);
		return operations != null && !operations.isInboundDisposed();
	}

	private static void close(Channel channel, String reason) {
		logger.debug("Closing a connection whose peer " + reason + ": " + channel);
		channel.close();
	}

}
