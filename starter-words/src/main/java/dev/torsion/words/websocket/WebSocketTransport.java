package dev.torsion.words.websocket;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.torsion.net.EventLoop;
import dev.torsion.net.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;

/**
 * The peer of a WebSocket connection, which gets each line in a frame of its own. Its
 * fields belong to the event loop, those that are volatile aside.
 */
final class WebSocketTransport implements Transport {

	/** How long the last words may take before the connection is ended all the same. */
	private static final Duration LINGER = Duration.ofSeconds(5);

	private static final Mono<Void> CLOSED = Mono.error(new ClosedChannelException());

	private final AtomicLong hopping = new AtomicLong();

	private final HttpPeer peer;

	private final FrameType type;

	private final FrameQueue queue;

	private final long queueLimit;

	private volatile Context context = Context.empty();

	private CloseStatus status = CloseStatus.NORMAL;

	private boolean open = true;

	private boolean over;

	private @Nullable Throwable failure;

	WebSocketTransport(WebSocketSession session, HttpPeer peer, long queueLimit) {
		this.peer = peer;
		this.type = FrameType.of(session.getHandshakeInfo().getSubProtocol());
		this.queue = new FrameQueue(session.bufferFactory());
		this.queueLimit = queueLimit;
	}

	Flux<WebSocketMessage> frames() {
		return this.queue.frames();
	}

	@Override
	public Mono<Void> write(ByteBuf bytes) {
		if (eventLoop().isCurrent()) {
			return writeNow(bytes);
		}
		int size = bytes.readableBytes();
		if (this.hopping.addAndGet(size) > this.queueLimit + size) {
			this.hopping.addAndGet(-size);
			bytes.release();
			eventLoop().execute(this::stalled);
			return CLOSED;
		}
		Sinks.Empty<Void> written = Sinks.empty();
		eventLoop().execute(() -> {
			this.hopping.addAndGet(-size);
			writeNow(bytes).subscribe(null, written::tryEmitError, written::tryEmitEmpty);
		});
		return written.asMono();
	}

	private Mono<Void> writeNow(ByteBuf bytes) {
		if (!this.open) {
			bytes.release();
			return CLOSED;
		}
		if (this.queue.waiting() + this.peer.connection().pending() > this.queueLimit) {
			bytes.release();
			stalled();
			return CLOSED;
		}
		this.type.split(bytes, (payload) -> this.queue.add(this.type.type(), payload));
		return this.queue.taken();
	}

	void ping() {
		if (this.open) {
			this.queue.add(WebSocketMessage.Type.PING, Unpooled.EMPTY_BUFFER);
		}
	}

	private void stalled() {
		if (!this.over) {
			this.failure = new IOException("The peer does not take what it is sent");
			this.open = false;
			this.peer.connection().abort();
		}
	}

	@Override
	public void close() {
		if (eventLoop().isCurrent()) {
			close(CloseStatus.NORMAL, null);
		}
		else {
			eventLoop().execute(() -> close(CloseStatus.NORMAL, null));
		}
	}

	/**
	 * Ends the connection when all that was written has left.
	 * @param status what the peer is told
	 * @param cause what has failed, {@code null} if nothing has
	 */
	void close(CloseStatus status, @Nullable Throwable cause) {
		if (this.open) {
			this.open = false;
			this.status = status;
			this.failure = cause;
			this.queue.end();
			eventLoop().after(LINGER).subscribe(null, null, this::abort);
		}
	}

	private void abort() {
		if (!this.over) {
			this.peer.connection().abort();
		}
	}

	/** The connection has gone. */
	void ended() {
		this.open = false;
		this.over = true;
		this.queue.drop();
	}

	boolean isOpen() {
		return this.open;
	}

	CloseStatus status() {
		return this.status;
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

	Context context() {
		return this.context;
	}

	@Override
	public Mono<Void> startTls() {
		return Mono.error(() -> new IllegalStateException("TLS cannot be started"));
	}

	@Override
	public boolean canStartTls() {
		return false;
	}

	@Override
	public boolean isSecure() {
		return this.peer.secure();
	}

	@Override
	public boolean isPrivate() {
		return this.peer.isPrivate();
	}

	@Override
	public @Nullable X509Certificate peerCertificate() {
		return this.peer.certificate();
	}

	/** There may be another TLS connection on the way than the peer's. */
	@Override
	public byte @Nullable [] channelBinding(String type) {
		return null;
	}

	@Override
	public void setContext(Context context) {
		this.context = context;
	}

	@Override
	public SocketAddress peer() {
		return this.peer.address();
	}

	@Override
	public SocketAddress local() {
		return this.peer.local();
	}

	@Override
	public EventLoop eventLoop() {
		return this.peer.connection().eventLoop();
	}

}
