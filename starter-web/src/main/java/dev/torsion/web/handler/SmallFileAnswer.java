package dev.torsion.web.handler;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.HttpMethod;
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
		if (wire == null || exchange.getRequest().getMethod() == HttpMethod.HEAD) {
			return Mono.error(new IllegalStateException("later"));
		}
		describe(file.head(), wire.responseHeaders());
		// Completing applies status, cookies and what filters do before commit, and
		// writes nothing: that is left to do, past Spring's buffers, in one message.
		return response.setComplete().then(Mono.defer(() -> wire.sendObject(file.body()).then()));
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
