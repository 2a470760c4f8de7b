package dev.torsion.web.handler;

import java.util.List;

import dev.torsion.web.content.SmallFile;
import dev.torsion.web.server.NativeResponse;
import dev.torsion.web.wire.Decision;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers with a file from memory: one message, one write, no other system call.
 */
final class SmallFileWriter {

	private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(ByteBufAllocator.DEFAULT);

	Mono<Void> write(ServerWebExchange exchange, SmallFile file) {
		Decision decision = FileRequest.of(exchange.getRequest()).decide(file.head());
		ServerHttpResponse response = exchange.getResponse();
		HttpServerResponse netty = NativeResponse.of(response);
		if (decision == Decision.WHOLE && netty != null) {
			describe(file, netty.responseHeaders());
			return send(response, netty, file.body());
		}
		Answer answer = Answer.of(decision, file.head());
		answer.describe(response);
		if (!decision.sendsFile()) {
			return response.setComplete();
		}
		ByteBuf body = (decision == Decision.WHOLE) ? file.body() : compose(answer.pieces(), file.body());
		return (netty != null) ? send(response, netty, body) : response.writeWith(Mono.just(BUFFERS.wrap(body)));
	}

	/**
	 * This is the hot path: headers are copied in one go, unless somebody has set some
	 * that might be among them. A new response has one, {@code Transfer-Encoding}.
	 */
	private static void describe(SmallFile file, HttpHeaders headers) {
		if (headers.size() <= 1) {
			headers.add(file.headers());
		}
		else {
			file.headers()
				.iteratorCharSequence()
				.forEachRemaining((header) -> headers.set(header.getKey(), header.getValue()));
		}
		headers.set(HttpHeaderNames.DATE, DateHeader.now());
		if (file.head().compressible()) {
			headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
		}
	}

	/**
	 * Completing the response applies status, cookies and what filters do before commit,
	 * and writes nothing: that is left to do, past Spring's buffers, in one message.
	 */
	private static Mono<Void> send(ServerHttpResponse response, HttpServerResponse netty, ByteBuf body) {
		return response.setComplete().then(Mono.defer(() -> netty.sendObject(body).then()));
	}

	private static ByteBuf compose(List<Answer.Piece> pieces, ByteBuf file) {
		CompositeByteBuf body = Unpooled.compositeBuffer(pieces.size());
		for (Answer.Piece piece : pieces) {
			if (piece instanceof Answer.Bytes bytes) {
				body.addComponent(true, Unpooled.wrappedBuffer(bytes.content()));
			}
			else if (piece instanceof Answer.Slice slice) {
				body.addComponent(true, file.slice((int) slice.range().first(), (int) slice.range().length()));
			}
		}
		return body;
	}

}
