package dev.torsion.web.handler;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

import dev.torsion.web.content.Head;
import dev.torsion.web.content.SmallFile;

/**
 * Answers with a file from memory: one message, one write, no system call but that.
 */
final class SmallFileAnswer {

	Mono<Void> write(ServerWebExchange exchange, SmallFile file) {
		ServerHttpResponse response = exchange.getResponse();
		HttpServerResponse wire = wireOf(response);
		if (wire == null) {
			return decorated(response, file);
		}
		describe(file.head(), wire.responseHeaders());
		// Completing applies status, cookies and what filters do before commit, and
		// writes nothing: that is left to do, past Spring's buffers, in one message.
		return response.setComplete().then(Mono.defer(() -> wire.sendObject(file.body()).then()));
	}

	/**
	 * HEAD comes this way too, because Spring decorates the response to swallow the body.
	 */
	private static Mono<Void> decorated(ServerHttpResponse response, SmallFile file) {
		describe(file.head(), response.getHeaders());
		return response
			.writeWith(Mono.fromSupplier(() -> new NettyDataBufferFactory(ByteBufAllocator.DEFAULT).wrap(file.body())));
	}

	private static void describe(Head head, org.springframework.http.HttpHeaders headers) {
		headers.set("Content-Type", head.type().toString());
		headers.set("Content-Length", head.length().toString());
		headers.set("ETag", head.tag().toString());
		if (head.lastModified() != null) {
			headers.set("Last-Modified", head.lastModified().toString());
		}
		headers.set("Accept-Ranges", "bytes");
	}

	private static void describe(Head head, HttpHeaders headers) {
		headers.set(HttpHeaderNames.CONTENT_TYPE, head.type());
		headers.set(HttpHeaderNames.CONTENT_LENGTH, head.length());
		headers.set(HttpHeaderNames.ETAG, head.tag());
		if (head.lastModified() != null) {
			headers.set(HttpHeaderNames.LAST_MODIFIED, head.lastModified());
		}
		headers.set(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES);
	}

	/**
	 * The response of Reactor Netty, unless somebody decorates it and so wants to see the
	 * bytes go by.
	 */
	private static @Nullable HttpServerResponse wireOf(ServerHttpResponse response) {
		if (response instanceof AbstractServerHttpResponse plain) {
			Object wire = plain.getNativeResponse();
			return (wire instanceof HttpServerResponse server) ? server : null;
		}
		return null;
	}

}
