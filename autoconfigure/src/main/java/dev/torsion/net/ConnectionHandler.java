package dev.torsion.net;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
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

	private volatile Sinks.@Nullable Empty<Void> securing;

	private volatile boolean secure;

	private @Nullable Protocol protocol;

	private boolean inputEnded;

	ConnectionHandler(Channel channel, ConnectionSettings settings, EventLoop eventLoop, Traffic traffic) {
		this.channel = channel;
		this.settings = settings;
		this.traffic = traffic;
		this.steps = new Steps(channel.eventLoop(), this);
		this.transport = new NettyTransport(channel, this, eventLoop, settings.listener().sendQueueLimit().toBytes());
		this.idleTimer = new IdleTimer(channel, settings.listener().idleTimeout().toNanos(), this::idle);
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.idleTimer.start();
		if (this.settings.listener().implicitTls()) {
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

	/** Ends the connection at once, whatever is still to be sent. */
	void fail(ConnectionError error) {
		if (this.channel.isOpen()) {
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
		this.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((written) -> linger());
	}

	/**
	 * Waits for the peer to close in turn. To close at once while it still sends would
	 * make TCP throw away, at the peer's side, the last words it has not yet read (RFC
	 * 9112 section 9.6 tells the story).
	 */
	private void linger() {
		if (this.inputEnded || !this.channel.isActive() || this.settings.linger().isZero()) {
			this.channel.close();
			return;
		}
		SslHandler ssl = this.channel.pipeline().get(SslHandler.class);
		if (ssl != null) {
			ssl.closeOutbound();
		}
		if (this.channel instanceof DuplexChannel duplex) {
			duplex.shutdownOutput();
		}
		this.channel.read();
		this.channel.eventLoop()
			.schedule(() -> this.channel.close(), this.settings.linger().toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.idleTimer.active();
		ByteBuf bytes = (ByteBuf) message;
		if (this.state != State.OPEN || (this.securing != null && !this.secure)) {
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
		}
		else {
			this.steps.advance();
		}
	}

	boolean canStartTls() {
		return this.settings.listener().tls() != null && !this.settings.listener().implicitTls()
				&& this.securing == null;
	}

	void startTls(Sinks.Empty<Void> secured) {
		TlsContext tls = this.settings.listener().tls();
		if (tls == null || !canStartTls()) {
			secured.tryEmitError(new IllegalStateException("TLS cannot be started"));
			return;
		}
		this.securing = secured;
		this.input.clear();
		this.transport.flush();
		this.channel.pipeline().addAfter(ConnectionGate.HANDLER, null, tls.newHandler(this.channel.alloc()));
		this.channel.read();
	}

	private void handshakeCompleted(SslHandshakeCompletionEvent handshake) {
		Sinks.Empty<Void> waiting = this.securing;
		if (!handshake.isSuccess()) {
			logger.debug(this.settings.name() + ": " + this.transport.peer() + ": " + handshake.cause());
			fail(ConnectionError.TLS);
			return;
		}
		this.secure = true;
		if (waiting != null) {
			waiting.tryEmitEmpty();
		}
		else {
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

	boolean isSecure() {
		return this.secure;
	}

	/** Whether what is written now is flushed without being asked for. */
	boolean flushesSoon() {
		return this.steps.isAdvancing();
	}

}
