package dev.torsion.conch.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.torsion.conch.connection.LiveConnection;
import dev.torsion.conch.transport.flow.SerialScheduler;
import dev.torsion.conch.transport.flow.SessionInput;
import dev.torsion.conch.transport.flow.SessionOutput;
import dev.torsion.net.Connection;
import dev.torsion.net.ConnectionError;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.future.DefaultCloseFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * A channel of Netty to MINA. Whatever it calls it calls on the connection's scheduler,
 * one after another, and never on the event loop.
 */
final class ChannelSession extends AbstractCloseable implements IoSession, SessionInput.Reader {

	/** How long what has been written may take to leave when the connection is closed. */
	static final long LINGER_SECONDS = 10;

	private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, SessionOutput.HIGH);

	private static final AtomicLong number = new AtomicLong();

	private final long id = number.incrementAndGet();

	private final Channel channel;

	private final LoopService service;

	private final IoHandler handler;

	private final Endpoints endpoints;

	private final SerialScheduler scheduler;

	private final SessionInput input;

	private final SessionOutput output;

	private final Map<Object, Object> attributes = new ConcurrentHashMap<>();

	private boolean open;

	/**
	 * Creates the session of a channel.
	 * @param channel the channel, which is active and does not read by itself
	 * @param service what it belongs to
	 * @param endpoints who is at its ends
	 * @param settings what it runs on
	 */
	ChannelSession(Channel channel, LoopService service, Endpoints endpoints, SessionSettings settings) {
		this.channel = channel;
		this.service = service;
		this.handler = service.handler();
		this.endpoints = endpoints;
		this.scheduler = new SerialScheduler(settings.pool(), channel.eventLoop(), () -> {
			settings.rejections().add();
			abort(ConnectionError.INTERNAL);
		});
		this.input = new SessionInput(channel, this.scheduler, this);
		this.output = new SessionOutput(channel, this.scheduler, settings.sendQueueLimit(),
				() -> abort(ConnectionError.STALLED));
		channel.config()
			.setWriteBufferWaterMark(WATER_MARK)
			.setAllocator(PooledByteBufAllocator.DEFAULT)
			.setRecvByteBufAllocator(
					new AdaptiveRecvByteBufAllocator(64, 2048, SessionInput.HIGH).maxMessagesPerRead(1));
		this.attributes.put(LiveConnection.SCHEDULER, this.scheduler);
	}

	/**
	 * Who is at the ends of a connection.
	 *
	 * @param local our address
	 * @param remote the peer's, that of the client behind a proxy
	 * @param accepted where the connection was accepted, {@code null} if we have made it
	 */
	record Endpoints(@Nullable SocketAddress local, @Nullable SocketAddress remote, @Nullable SocketAddress accepted) {

	}

	/**
	 * Begins: creates what speaks over the connection, and then reads.
	 * @param opened done in between, or nothing
	 */
	void open(Runnable opened) {
		this.scheduler.execute(() -> {
			try {
				if (!this.service.add(this)) {
					throw new IOException("There may be no more connections");
				}
				this.open = true;
				this.handler.sessionCreated(this);
				opened.run();
				this.input.begin();
			}
			catch (Exception | LinkageError ex) {
				failed(ex);
			}
		});
	}

	SerialScheduler scheduler() {
		return this.scheduler;
	}

	SessionInput input() {
		return this.input;
	}

	SessionOutput output() {
		return this.output;
	}

	Channel channel() {
		return this.channel;
	}

	/** Ends the connection at once. From any thread. */
	void abort(ConnectionError error) {
		if (this.channel.isOpen()) {
			count(error);
			this.channel.close();
		}
	}

	/** Ends the connection if something has not been written in time. */
	void abortUnless(IoWriteFuture written, long timeout, TimeUnit unit) {
		Future<?> timer = this.channel.eventLoop().schedule(() -> abort(ConnectionError.STALLED), timeout, unit);
		written.addListener((done) -> timer.cancel(false));
	}

	void count(ConnectionError error) {
		Optional.ofNullable(this.channel.pipeline().get(Connection.class)).ifPresent((known) -> known.count(error));
	}

	/** The channel has been closed. On the event loop. */
	void inactive() {
		this.output.closed();
		this.scheduler.execute(() -> close(true));
		this.input.discard();
	}

	@Override
	public void received(Readable bytes) {
		if (isClosing()) {
			return;
		}
		try {
			this.handler.messageReceived(this, bytes);
		}
		catch (Exception | LinkageError | StackOverflowError ex) {
			failed(ex);
		}
	}

	@Override
	public void ended() {
		close(true);
	}

	private void failed(Throwable cause) {
		try {
			this.handler.exceptionCaught(this, cause);
		}
		catch (Exception ex) {
			this.log.debug("{} has failed before it began", this, ex);
			close(true);
		}
	}

	@Override
	public IoWriteFuture writeBuffer(Buffer buffer) {
		return this.output.write(buffer);
	}

	@Override
	protected @Nullable CloseFuture doCloseGracefully() {
		DefaultCloseFuture sent = new DefaultCloseFuture(this.id, this.futureLock);
		boolean waits = this.output.then(() -> {
			this.channel.eventLoop().schedule(() -> this.channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
			shutdown(() -> this.scheduler.execute(sent::setClosed));
		});
		return waits ? sent : null;
	}

	private void shutdown(Runnable done) {
		this.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((written) -> {
			if (this.channel instanceof DuplexChannel duplex) {
				duplex.shutdownOutput();
			}
			done.run();
		});
	}

	@Override
	protected void doCloseImmediately() {
		this.service.remove(this);
		this.output.close();
		super.doCloseImmediately();
		this.scheduler.execute(this::tellClosed);
	}

	private void tellClosed() {
		if (!this.open) {
			return;
		}
		try {
			this.handler.sessionClosed(this);
		}
		catch (Exception ex) {
			this.log.debug("{} was closed before it began", this, ex);
		}
	}

	@Override
	public void shutdownOutputStream() {
		this.output.then(() -> shutdown(() -> {
		}));
	}

	@Override
	public void suspendRead() {
		this.input.suspend();
	}

	@Override
	public void resumeRead() {
		this.input.resume();
	}

	@Override
	public long getId() {
		return this.id;
	}

	@Override
	public @Nullable Object getAttribute(Object key) {
		return this.attributes.get(key);
	}

	@Override
	public @Nullable Object setAttribute(Object key, Object value) {
		return this.attributes.put(key, value);
	}

	@Override
	public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
		return this.attributes.putIfAbsent(key, value);
	}

	@Override
	public @Nullable Object removeAttribute(Object key) {
		return this.attributes.remove(key);
	}

	@Override
	public @Nullable SocketAddress getLocalAddress() {
		return this.endpoints.local();
	}

	@Override
	public @Nullable SocketAddress getRemoteAddress() {
		return this.endpoints.remote();
	}

	@Override
	public @Nullable SocketAddress getAcceptanceAddress() {
		return this.endpoints.accepted();
	}

	@Override
	public IoService getService() {
		return this.service;
	}

	@Override
	public String toString() {
		return this.id + " of " + this.endpoints.remote();
	}

}
