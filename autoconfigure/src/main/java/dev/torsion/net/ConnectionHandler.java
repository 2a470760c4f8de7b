package dev.torsion.net;

import java.io.IOException;
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
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

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

	/** Fired through a pipeline when the application leaves. */
	static final Object LEAVING = new Object();

	private static final Log logger = LogFactory.getLog(ConnectionHandler.class);

	private enum State {

		/** Before the conversation: in the handshake of implicit TLS. */
		OPENING,

		/** In conversation. */
		OPEN,

		/** Closed by us: what was written leaves, what arrives is dropped. */
		CLOSING,

		/** Disconnected. */
		CLOSED

	}

	private final Channel channel;

	private final ConnectionSettings settings;

	private final Traffic traffic;

	private final NettyTransport transport;

	private final IdleTimer idleTimer;

	private final Steps steps;

	private final InputQueue input = new InputQueue();

	private final Queue<Supplier<Mono<Void>>> asides = new ArrayDeque<>(2);

	private volatile State state = State.OPENING;

	private final ConnectionTls tls;

	private @Nullable Protocol protocol;

	private boolean inputEnded;

	private boolean failed;

	ConnectionHandler(Channel channel, ConnectionSettings settings, EventLoop eventLoop, Traffic traffic) {
		this.channel = channel;
		this.settings = settings;
		this.traffic = traffic;
		this.tls = new ConnectionTls(channel, settings.listener());
		this.steps = new Steps(channel.eventLoop(), this);
		this.transport = new NettyTransport(channel, this, eventLoop, settings.listener().sendQueueLimit().toBytes());
		this.idleTimer = new IdleTimer(channel, settings.listener().idleTimeout().toNanos(), this::idle);
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
		this.state = State.OPEN;
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
		if (this.state != State.OPEN || protocol == null) {
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
			close();
		}
		return null;
	}

	@Override
	public void settled(boolean underWay) {
		this.transport.flush();
		if (!underWay && this.state == State.OPEN) {
			this.channel.read();
		}
	}

	@Override
	public void failed(Throwable cause) {
		if (cause instanceof ProtocolException) {
			this.traffic
				.count((cause instanceof IdleTimeoutException) ? ConnectionError.IDLE : ConnectionError.PROTOCOL);
			logger.debug(this.settings.name() + ": " + this.transport.peer() + ": " + cause.getMessage());
		}
		else if (!(cause instanceof IOException)) {
			this.traffic.count(ConnectionError.INTERNAL);
			logger.error("Failed to serve " + this.transport.peer() + " on " + this.settings.name(), cause);
		}
		close();
	}

	/**
	 * Ends the connection at once, whatever is still to be sent. With io_uring the
	 * channel stays open for a while after it has been closed.
	 */
	void fail(ConnectionError error) {
		if (this.channel.isOpen() && !this.failed) {
			this.failed = true;
			this.state = State.CLOSING;
			this.traffic.count(error);
			this.channel.close();
		}
	}

	/** Ends the connection when all that was written has left. */
	void close() {
		if (this.state != State.OPEN) {
			return;
		}
		this.state = State.CLOSING;
		this.input.clear();
		LingeringClose.begin(this.channel, this.inputEnded, this.settings.linger());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.idleTimer.active();
		ByteBuf bytes = (ByteBuf) message;
		if (this.state != State.OPEN) {
			bytes.release();
			return;
		}
		this.input.add(bytes);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		if (this.state == State.OPEN) {
			this.steps.advance();
		}
		else if (this.state == State.CLOSING) {
			context.read();
		}
	}

	private void idle() {
		Protocol protocol = this.protocol;
		if (this.state != State.OPEN || protocol == null) {
			fail(ConnectionError.STALLED);
		}
		else if (!this.steps.isUnderWay()) {
			this.asides.add(protocol::idle);
			this.steps.advance();
		}
		else if (!this.channel.isWritable()) {
			fail(ConnectionError.STALLED);
		}
	}

	private void leave() {
		Protocol protocol = this.protocol;
		if (this.state != State.OPEN || protocol == null) {
			this.channel.close();
			return;
		}
		this.asides.clear();
		this.asides.add(() -> protocol.leaving().then(Mono.fromRunnable(this::close)));
		this.steps.advance();
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event == LEAVING) {
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
		if (this.state == State.CLOSING) {
			this.channel.close();
			return;
		}
		this.steps.advance();
	}

	void startTls(Sinks.Empty<Void> secured) {
		TlsContext context = this.tls.context();
		if (context == null || !this.tls.canStart()) {
			secured.tryEmitError(new IllegalStateException("TLS cannot be started"));
			return;
		}
		this.input.clear();
		this.transport.flush();
		this.tls.start(context, secured);
	}

	private void handshakeCompleted(SslHandshakeCompletionEvent handshake) {
		if (!handshake.isSuccess()) {
			logger.debug(this.settings.name() + ": " + this.transport.peer() + ": " + handshake.cause());
			fail(ConnectionError.TLS);
			return;
		}
		this.tls.handshakeSucceeded();
		if (this.state == State.OPENING) {
			open();
		}
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		this.transport.writabilityChanged();
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.state == State.CLOSED) {
			return;
		}
		this.state = State.CLOSED;
		this.idleTimer.stop();
		this.steps.stop();
		this.input.release();
		this.transport.writabilityChanged();
		if (this.protocol != null) {
			this.protocol.disconnected();
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof DecoderException) {
			logger.debug(this.settings.name() + ": " + this.transport.peer() + ": " + cause);
			fail(ConnectionError.TLS);
			return;
		}
		if (!(cause instanceof IOException)) {
			logger.error("Failed to serve " + this.transport.peer() + " on " + this.settings.name(), cause);
			this.traffic.count(ConnectionError.INTERNAL);
		}
		this.channel.close();
	}

	boolean isOpen() {
		return this.state == State.OPEN;
	}

	ConnectionTls tls() {
		return this.tls;
	}

	/** Whether what is written now is flushed without being asked for. */
	boolean flushesSoon() {
		return this.steps.isAdvancing();
	}

}
