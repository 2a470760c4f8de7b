package dev.torsion.conch.transport.forward;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * Joins a socket to a channel of SSH. The state is the event loop's; what concerns the
 * channel is done on the connection's scheduler.
 */
final class Pipe extends ChannelInboundHandlerAdapter {

	private static final Log logger = LogFactory.getLog(Pipe.class);

	/**
	 * How long a socket may take to take the rest once the channel is closed, in seconds.
	 */
	private static final int LINGER = 10;

	private final Channel socket;

	private final TunnelEnd end;

	private final Scheduler scheduler;

	private @Nullable Buffer pending;

	private boolean writing;

	private boolean inactive;

	private boolean inputEnded;

	private boolean outputEnded;

	Pipe(Channel socket, TunnelEnd end, Scheduler scheduler) {
		this.socket = socket;
		this.end = end;
		this.scheduler = scheduler;
	}

	/** Begins to read, once the channel is open. */
	void start() {
		this.socket.eventLoop().execute(() -> {
			this.socket.pipeline().addLast(this);
			if (this.socket.isActive()) {
				this.socket.read();
			}
			else {
				onScheduler(() -> this.end.close(false));
			}
		});
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf bytes = (ByteBuf) message;
		try {
			Buffer buffer = (this.pending != null) ? this.pending : new ByteArrayBuffer(bytes.readableBytes(), false);
			this.pending = buffer;
			int size = bytes.readableBytes();
			buffer.ensureCapacity(size);
			bytes.readBytes(buffer.array(), buffer.wpos(), size);
			buffer.wpos(buffer.wpos() + size);
		}
		finally {
			bytes.release();
		}
	}

	/** Once the other side has ended, epoll reads what is left without being asked. */
	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		if (!this.writing && (this.pending != null || !this.inputEnded)) {
			goOn();
		}
	}

	/** Nothing is being written. */
	private void goOn() {
		Buffer buffer = this.pending;
		if (buffer != null) {
			this.pending = null;
			this.writing = true;
			onScheduler(() -> this.end.write(buffer).addListener((done) -> written(done.isWritten())));
		}
		else if (this.inputEnded) {
			endInput();
		}
		else if (!this.inactive) {
			this.socket.read();
		}
		else {
			onScheduler(() -> this.end.close(false));
		}
	}

	private void written(boolean successful) {
		this.socket.eventLoop().execute(() -> {
			this.writing = false;
			if (successful) {
				goOn();
			}
			else {
				lose();
			}
		});
	}

	/** The channel takes nothing more. */
	private void lose() {
		this.writing = false;
		this.pending = null;
		this.socket.close();
		if (this.inactive) {
			onScheduler(() -> this.end.close(false));
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof ChannelInputShutdownEvent && !this.inputEnded) {
			this.inputEnded = true;
			if (!this.writing) {
				goOn();
			}
		}
	}

	private void endInput() {
		onScheduler(() -> {
			this.end.endOutput();
			this.socket.eventLoop().execute(this::closeAfterBoth);
		});
	}

	private void closeAfterBoth() {
		if (this.inactive) {
			onScheduler(() -> this.end.close(false));
		}
		else if (this.inputEnded && this.outputEnded) {
			this.socket.close();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.inactive = true;
		// What is written for the peer has to be there first
		if (!this.writing) {
			onScheduler(() -> this.end.close(false));
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		logger.debug("A forwarded connection has failed", cause);
		context.close();
	}

	/**
	 * Writes to the socket, and lets the peer send as much again when it has taken it.
	 */
	void write(byte[] data, int offset, int length) {
		ByteBuf bytes = this.socket.alloc().buffer(length).writeBytes(data, offset, length);
		this.socket.writeAndFlush(bytes).addListener((done) -> {
			if (done.isSuccess()) {
				onScheduler(() -> this.end.release(length));
			}
		});
	}

	/** The peer will send no more. */
	void inputOfPeerEnded() {
		this.socket.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) this::shutDown);
	}

	private void shutDown(ChannelFuture flushed) {
		if (flushed.isSuccess()) {
			((DuplexChannel) this.socket).shutdownOutput().addListener((done) -> {
				this.outputEnded = true;
				// What is written for the peer has to be there first
				if (!this.writing) {
					closeAfterBoth();
				}
			});
		}
	}

	/** The channel is closed: what it has brought may still leave. */
	void close() {
		if (this.socket.isOpen()) {
			this.socket.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
			Future<?> late = this.socket.eventLoop().schedule(() -> this.socket.close(), LINGER, TimeUnit.SECONDS);
			this.socket.closeFuture().addListener((closed) -> late.cancel(false));
		}
	}

	private void onScheduler(Step step) {
		this.scheduler.schedule(() -> {
			try {
				step.run();
			}
			catch (IOException | RuntimeException ex) {
				logger.debug("A forwarded connection has lost its channel", ex);
				this.socket.eventLoop().execute(this::lose);
			}
		});
	}

	/** Something to do with the channel. */
	@FunctionalInterface
	private interface Step {

		void run() throws IOException;

	}

}
