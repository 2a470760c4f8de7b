package dev.torsion.web.server;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;

/**
 * The way from a request to what Reactor Netty knows of it.
 */
public final class NativeRequest {

	private NativeRequest() {
	}

	/**
	 * The request of Reactor Netty, whatever decorates it. A mock has no native request,
	 * and throws when asked for it.
	 * @param exchange the exchange
	 * @return the request, or {@code null} if it comes from elsewhere
	 */
	public static @Nullable HttpServerRequest of(ServerWebExchange exchange) {
		ServerHttpResponse plain = exchange.getResponse();
		while (plain instanceof ServerHttpResponseDecorator decorated) {
			plain = decorated.getDelegate();
		}
		return (plain instanceof ZeroCopyHttpOutputMessage && ServerHttpRequestDecorator
			.getNativeRequest(exchange.getRequest()) instanceof HttpServerRequest netty) ? netty : null;
	}

}
