package dev.torsion.net;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * Joins a {@link Protocol} to a channel: the reading half, {@link NettyTransport} being
 * the writing one.
 * <p>
 * Everything here happens on the channel's event loop. What has been read waits in
 * {@code input}, which is bounded by what Netty reads in a turn, because the next read is
 * asked for only when all of it has been processed. {@code asides} are the steps that the
 * peer has not asked for: the greeting, and what is said to an idle peer or at the end.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter implements Steps.Source {

	private final Channel channel;

	private final ConnectionSettings settings;

	private final NettyTransport transport;

	private final ConnectionFailure failure;

	private final IdleTimer idleTimer;

	private final Steps steps;

	private final InputQueue input = new InputQueue();

	private final Queue<Supplier<Mono<Void>>> asides = new ArrayDeque<>(2);

	private volatile ConnectionState state = ConnectionState.OPENING;

	private final ConnectionTls tls;

	private @Nullable Protocol protocol;

	private boolean inputEnded;

	private boolean finishing;

	private boolean failed;

	ConnectionHandler(Channel channel, ConnectionSettings settings, EventLoop eventLoop, Traffic traffic) {
		this.channel = channel;
		this.settings = settings;
		this.tls = new ConnectionTls(channel, settings);
		this.steps = new Steps(channel.eventLoop(), this);
		this.transport = new NettyTransport(channel, this, eventLoop, settings.sendQueueLimit().toBytes());
		this.failure = new ConnectionFailure(settings.name(), traffic, this.transport);
		this.idleTimer = new IdleTimer(channel, settings.idleTimeout().toNanos(), this::idle);
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.idleTimer.start();
		if (this.tls.isImplicit()) {
			context.read();
		}
		else {
			open();
		}
	}

	private void open() {
		this.state = ConnectionState.OPEN;
		try {
			Protocol opened = this.settings.protocols().open(this.transport);
			this.protocol = opened;
			this.asides.add(opened::greet);
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
		this.steps.advance();
	}

	@Override
	public @Nullable Mono<Void> next() {
		Protocol protocol = this.protocol;
		if (this.state != ConnectionState.OPEN || protocol == null) {
			return null;
		}
		Supplier<Mono<Void>> aside = this.asides.poll();
		if (aside != null) {
			return aside.get();
		}
		ByteBuf bytes = this.input.next();
		if (bytes != null) {
			return protocol.received(bytes);
		}
		if (this.inputEnded) {
			if (!this.finishing) {
				this.finishing = true;
				return protocol.inputEnded();
			}
			close();
		}
		return null;
	}

	@Override
	public void settled(boolean underWay) {
		this.transport.flush();
		if (!underWay && this.state == ConnectionState.OPEN) {
			this.channel.read();
		}
	}

	@Override
	public void failed(Throwable cause) {
		this.failure.record(cause);
		close();
	}

	/**
	 * Ends the connection at once, whatever is still to be sent. With io_uring the
	 * channel stays open for a while after it has been closed.
	 */
	private void fail(ConnectionError error, Throwable cause) {
		if (this.channel.isOpen() && !this.failed) {
			this.failed = true;
			this.state = ConnectionState.CLOSING;
			this.failure.record(error, cause);
			this.channel.close();
		}
	}

	void stalled() {
		fail(ConnectionError.STALLED, new IOException("The peer does not take what it is sent"));
	}

	void setContext(Context context) {
		this.steps.setContext(context);
	}

	/** Ends the connection when all that was written has left. */
	void close() {
		if (this.state != ConnectionState.OPEN) {
			return;
		}
		this.state = ConnectionState.CLOSING;
		this.input.clear();
		LingeringClose.begin(this.channel, this.inputEnded, this.settings.linger());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.idleTimer.active();
		ByteBuf bytes = (ByteBuf) message;
		if (this.state != ConnectionState.OPEN) {
			bytes.release();
			return;
		}
		this.input.add(bytes);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		if (this.state == ConnectionState.OPEN) {
			this.steps.advance();
		}
		else if (this.state == ConnectionState.CLOSING) {
			context.read();
		}
	}

	private void idle() {
		Protocol protocol = this.protocol;
		if (this.state != ConnectionState.OPEN || protocol == null) {
			stalled();
		}
		else if (!this.steps.isUnderWay()) {
			this.asides.add(protocol::idle);
			this.steps.advance();
		}
		else if (!this.channel.isWritable()) {
			stalled();
		}
	}

	private void leave() {
		Protocol protocol = this.protocol;
		if (this.state != ConnectionState.OPEN || protocol == null) {
			this.channel.close();
			return;
		}
		this.asides.clear();
		this.asides.add(() -> protocol.leaving().then(Mono.fromRunnable(this::close)));
		this.steps.advance();
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event == Connection.LEAVING) {
			leave();
		}
		else if (event instanceof SslHandshakeCompletionEvent handshake) {
			handshakeCompleted(handshake);
		}
		else if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
			inputEnded();
		}
	}

	private void inputEnded() {
		this.inputEnded = true;
		if (this.state == ConnectionState.CLOSING) {
			this.channel.close();
			return;
		}
		if (this.tls.isHandshaking()) {
			handshakeFailed(new ClosedChannelException());
			return;
		}
		this.steps.advance();
	}

	void startTls(Sinks.Empty<Void> secured) {
		TlsHandlers handlers = this.tls.handlers();
		if (handlers == null || !this.tls.canStart()) {
			secured.tryEmitError(new IllegalStateException("TLS cannot be started"));
			return;
		}
		this.input.clear();
		this.transport.flush();
		this.tls.start(handlers, secured);
	}

	private void handshakeCompleted(SslHandshakeCompletionEvent handshake) {
		if (!handshake.isSuccess()) {
			handshakeFailed(handshake.cause());
			return;
		}
		this.tls.handshakeSucceeded();
		if (this.state == ConnectionState.OPENING) {
			open();
		}
	}

	private void handshakeFailed(Throwable cause) {
		Throwable explained = this.tls.explain(cause);
		fail(ConnectionError.TLS, explained);
		this.tls.handshakeFailed(explained);
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		this.transport.writabilityChanged();
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.state == ConnectionState.CLOSED) {
			return;
		}
		this.state = ConnectionState.CLOSED;
		this.idleTimer.stop();
		this.steps.stop();
		this.input.release();
		this.transport.writabilityChanged();
		if (this.protocol != null) {
			this.protocol.disconnected(this.failure.cause());
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof DecoderException) {
			fail(ConnectionError.TLS, cause);
			return;
		}
		if (this.state != ConnectionState.CLOSING || !(cause instanceof IOException)) {
			this.failure.record(cause);
		}
		this.channel.close();
	}

	boolean isOpen() {
		return this.state == ConnectionState.OPEN;
	}

	ConnectionTls tls() {
		return this.tls;
	}

	/** Whether what is written now is flushed without being asked for. */
	boolean flushesSoon() {
		return this.steps.isAdvancing();
	}

}
