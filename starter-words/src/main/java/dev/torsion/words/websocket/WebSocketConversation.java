package dev.torsion.words.websocket;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.torsion.net.EventLoop;
import dev.torsion.net.Protocol;
import dev.torsion.net.ProtocolException;
import dev.torsion.net.ProtocolFactory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;

/**
 * Joins a {@link Protocol} to a WebSocket connection. Its steps are taken one after
 * another on the connection's event loop: those that what was received has caused, and
 * {@code asides}, which the peer has not asked for.
 */
final class WebSocketConversation implements WebSocketHandler {

	private static final Log logger = LogFactory.getLog(WebSocketConversation.class);

	private static final byte[] LINE_END = { '\r', '\n' };

	private final Sinks.Many<Supplier<Mono<Void>>> asides = Sinks.many().unicast().onBackpressureBuffer();

	private final WebSocketSettings settings;

	private final ProtocolFactory protocols;

	private final HttpPeer peer;

	private final EventLoop loop;

	private final OpenConversations open;

	private @Nullable Protocol protocol;

	private @Nullable WebSocketTransport transport;

	private @Nullable Disposable timer;

	private volatile long heard;

	private boolean ended;

	WebSocketConversation(WebSocketSettings settings, ProtocolFactory protocols, HttpPeer peer,
			OpenConversations open) {
		this.settings = settings;
		this.protocols = protocols;
		this.peer = peer;
		this.loop = peer.connection().eventLoop();
		this.open = open;
	}

	@Override
	public List<String> getSubProtocols() {
		return this.settings.subprotocols();
	}

	@Override
	public Mono<Void> handle(WebSocketSession session) {
		Mono<Void> whole = Mono.defer(() -> converse(session)).doFinally((signal) -> onLoop(this::ended));
		return this.loop.isCurrent() ? whole : whole.subscribeOn(this.loop.scheduler());
	}

	private Mono<Void> converse(WebSocketSession session) {
		WebSocketTransport transport = new WebSocketTransport(session, this.peer, this.settings.sendQueueLimit());
		Protocol protocol = this.protocols.open(transport);
		this.transport = transport;
		this.protocol = protocol;
		this.heard = now();
		watch(protocol, transport);
		this.asides.tryEmitNext(protocol::greet);
		Mono<Void> output = session.send(transport.frames())
			.then(Mono.defer(() -> session.close(transport.status())))
			.onErrorComplete();
		Mono<Void> input = steps(session, protocol, transport);
		return Mono.firstWithSignal(output, input);
	}

	private Mono<Void> steps(WebSocketSession session, Protocol protocol, WebSocketTransport transport) {
		Flux<Supplier<Mono<Void>>> received = session.receive()
			.doOnNext((message) -> this.heard = now())
			.filter((message) -> message.getType() == WebSocketMessage.Type.TEXT
					|| message.getType() == WebSocketMessage.Type.BINARY)
			.map((message) -> received(message, protocol))
			.onErrorComplete()
			.doFinally((signal) -> onLoop(this.asides::tryEmitComplete));
		return Flux.merge(1, this.asides.asFlux(), received)
			.publishOn(this.loop.scheduler(), 1)
			.concatMap((step) -> taken(step, transport), 0)
			.then();
	}

	/** What was received is copied, because it is gone when this returns. */
	private Supplier<Mono<Void>> received(WebSocketMessage message, Protocol protocol) {
		DataBuffer payload = message.getPayload();
		int length = payload.readableByteCount();
		if (length > this.settings.maxMessage()) {
			return () -> Mono.error(new MessageTooLongException());
		}
		byte[] bytes = new byte[length];
		payload.read(bytes);
		return () -> {
			ByteBuf line = Unpooled.wrappedBuffer(bytes, LINE_END);
			int[] before = new int[1];
			return Mono.defer(() -> {
				before[0] = line.readerIndex();
				return protocol.received(line);
			}).repeat(() -> line.isReadable() && line.readerIndex() > before[0]).then();
		};
	}

	private Mono<Void> taken(Supplier<Mono<Void>> step, WebSocketTransport transport) {
		if (!transport.isOpen()) {
			return Mono.empty();
		}
		return Mono.defer(step)
			.contextWrite((context) -> context.putAll(transport.context().readOnly()))
			.onErrorResume((ex) -> {
				transport.close(status(ex), ex);
				return Mono.empty();
			});
	}

	private CloseStatus status(Throwable cause) {
		if (cause instanceof MessageTooLongException) {
			return CloseStatus.TOO_BIG_TO_PROCESS;
		}
		if (cause instanceof ProtocolException || cause instanceof IOException) {
			logger.debug("Ending the conversation with " + this.peer.address() + ": " + cause);
			return CloseStatus.POLICY_VIOLATION;
		}
		logger.error("Failed to converse with " + this.peer.address(), cause);
		return CloseStatus.SERVER_ERROR;
	}

	private void watch(Protocol protocol, WebSocketTransport transport) {
		long timeout = this.settings.idleTimeout().toMillis();
		if (timeout > 0) {
			this.timer = this.loop.after(this.settings.idleTimeout().dividedBy(2)).subscribe(null, null, () -> {
				long silent = now() - this.heard;
				if (silent >= timeout) {
					this.asides.tryEmitNext(protocol::idle);
				}
				else if (silent >= timeout / 2) {
					transport.ping();
				}
				watch(protocol, transport);
			});
		}
	}

	/** The application leaves. */
	void leave() {
		onLoop(() -> {
			Protocol protocol = this.protocol;
			WebSocketTransport transport = this.transport;
			if (protocol != null && transport != null) {
				this.asides.tryEmitNext(() -> protocol.leaving()
					.then(Mono.fromRunnable(() -> transport.close(CloseStatus.GOING_AWAY, null))));
			}
		});
	}

	/** Its request was given up; if that was before it has begun, it will not. */
	void cancelled() {
		onLoop(() -> {
			if (this.protocol == null) {
				this.open.leave(this);
			}
		});
	}

	void abort() {
		this.peer.connection().abort();
	}

	private void ended() {
		this.open.leave(this);
		Protocol protocol = this.protocol;
		WebSocketTransport transport = this.transport;
		if (this.ended || protocol == null || transport == null) {
			return;
		}
		this.ended = true;
		if (this.timer != null) {
			this.timer.dispose();
		}
		transport.ended();
		protocol.disconnected(transport.failure());
	}

	private void onLoop(Runnable task) {
		if (this.loop.isCurrent()) {
			task.run();
		}
		else {
			this.loop.execute(task);
		}
	}

	private long now() {
		return this.loop.scheduler().now(TimeUnit.MILLISECONDS);
	}

	/** A message is longer than it may be. */
	private static final class MessageTooLongException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		MessageTooLongException() {
			super("The message is too long", null, false, false);
		}

	}

}
