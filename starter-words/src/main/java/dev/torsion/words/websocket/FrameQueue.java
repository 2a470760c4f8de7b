package dev.torsion.words.websocket;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.web.reactive.socket.WebSocketMessage;

/**
 * What is to be sent on one connection until WebFlux takes it, which it does as the peer
 * reads: it is never more than 128 frames ahead. For the event loop of the connection
 * alone.
 */
final class FrameQueue {

	private final Sinks.Many<WebSocketMessage> frames = Sinks.many().unicast().onBackpressureBuffer();

	private final DataBufferFactory buffers;

	private Sinks.@Nullable Empty<Void> relief;

	private long waiting;

	FrameQueue(DataBufferFactory buffers) {
		this.buffers = buffers;
	}

	/** What is sent, in order; ends when nothing more is to be. */
	Flux<WebSocketMessage> frames() {
		return this.frames.asFlux()
			.doOnDiscard(WebSocketMessage.class, WebSocketMessage::release)
			.doOnNext((frame) -> taken(frame.getPayload().readableByteCount()));
	}

	void add(WebSocketMessage.Type type, ByteBuf payload) {
		this.waiting += payload.readableBytes();
		WebSocketMessage frame = new WebSocketMessage(type, wrap(payload));
		if (this.frames.tryEmitNext(frame) != Sinks.EmitResult.OK) {
			frame.release();
		}
	}

	private DataBuffer wrap(ByteBuf payload) {
		if (this.buffers instanceof NettyDataBufferFactory netty) {
			return netty.wrap(payload);
		}
		byte[] bytes = new byte[payload.readableBytes()];
		payload.readBytes(bytes).release();
		return this.buffers.wrap(bytes);
	}

	/** The number of bytes that were not taken yet. */
	long waiting() {
		return this.waiting;
	}

	/** Completes when everything was taken. */
	Mono<Void> taken() {
		if (this.waiting == 0) {
			return Mono.empty();
		}
		if (this.relief == null) {
			this.relief = Sinks.empty();
		}
		return this.relief.asMono();
	}

	private void taken(int bytes) {
		this.waiting -= bytes;
		if (this.waiting == 0) {
			relieve();
		}
	}

	private void relieve() {
		Sinks.Empty<Void> waited = this.relief;
		this.relief = null;
		if (waited != null) {
			waited.tryEmitEmpty();
		}
	}

	/** Nothing is to be sent after what is there. */
	void end() {
		this.frames.tryEmitComplete();
	}

	/** Nobody takes anything any more, and nobody needs to wait for that. */
	void drop() {
		end();
		relieve();
	}

}
