package dev.torsion.web.cgi;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

import dev.torsion.web.cgi.wire.ScriptHead;
import dev.torsion.web.server.NativeRequest;
import dev.torsion.web.server.NativeResponse;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * The answer of a program as that to the request.
 */
final class ScriptAnswer {

	private final ServerHttpResponse response;

	private final ScriptHead head;

	private final boolean hasBody;

	ScriptAnswer(ServerWebExchange exchange, ScriptHead head) {
		this.response = exchange.getResponse();
		this.head = head;
		this.hasBody = head.hasBody() && head.contentLength() != 0
				&& exchange.getRequest().getMethod() != HttpMethod.HEAD;
		describe();
		frame(NativeRequest.of(exchange));
	}

	/**
	 * HTTP/1.0 knows no chunks: there the end of the connection is the end of a body
	 * whose length nobody knows, RFC 9112 section 6.3.
	 */
	private void frame(@Nullable HttpServerRequest request) {
		if (request instanceof HttpServerResponse answer && HttpVersion.HTTP_1_0.equals(request.version())) {
			answer.chunkedTransfer(false);
		}
	}

	/** Whether what the program writes after the head reaches the peer. */
	boolean hasBody() {
		return this.hasBody;
	}

	private void describe() {
		this.response.setStatusCode(HttpStatusCode.valueOf(this.head.status()));
		HttpHeaders headers = this.response.getHeaders();
		headers.setDate(System.currentTimeMillis());
		this.head.fields().forEach((field) -> headers.add(field.name(), field.value()));
		if (this.head.contentType() != null) {
			headers.set(HttpHeaders.CONTENT_TYPE, this.head.contentType());
		}
		if (this.head.location() != null) {
			headers.set(HttpHeaders.LOCATION, this.head.location());
		}
		if (this.head.contentLength() >= 0 && this.head.hasBody()) {
			headers.setContentLength(this.head.contentLength());
		}
	}

	/** Answers without body. */
	Mono<Void> write() {
		return this.response.setComplete();
	}

	/** Answers with what the program writes, each piece as it comes. */
	Mono<Void> write(Flux<ByteBuf> body) {
		Flux<ByteBuf> checked = (this.head.contentLength() >= 0) ? exactly(this.head.contentLength(), body) : body;
		HttpServerResponse netty = NativeResponse.of(this.response);
		if (netty == null) {
			return this.response.writeAndFlushWith(checked.map((bytes) -> Mono.just(copy(bytes))));
		}
		return this.response.setComplete()
			.then(Mono.defer(() -> netty.sendHeaders().then()))
			.then(Mono.create((sink) -> netty
				.withConnection((connection) -> checked.subscribe(new AnswerWriter(connection.channel(), sink)))));
	}

	/** For a response that is decorated, and may keep what it is given. */
	private DataBuffer copy(ByteBuf bytes) {
		byte[] copy = new byte[bytes.readableBytes()];
		bytes.readBytes(copy).release();
		return this.response.bufferFactory().wrap(copy);
	}

	/**
	 * A promised length is held: nothing goes beyond it, and what falls short breaks the
	 * connection, because the peer must not take it for the whole.
	 */
	private static Flux<ByteBuf> exactly(long length, Flux<ByteBuf> body) {
		AtomicLong left = new AtomicLong(length);
		return body.<ByteBuf>handle((bytes, sink) -> {
			int size = (int) Math.min(bytes.readableBytes(), left.get());
			sink.next(bytes.writerIndex(bytes.readerIndex() + size));
			if (left.addAndGet(-size) == 0) {
				sink.complete();
			}
		})
			.concatWith(Mono.defer(() -> (left.get() == 0) ? Mono.empty()
					: Mono.error(new IOException("The program wrote less than the Content-Length it promised"))));
	}

}
