package dev.torsion.web.handler;

import java.util.Iterator;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpVersion;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;

/**
 * RFC 9112 section 3.2: a request of HTTP/1.1 has exactly one {@code Host}, and is
 * answered with 400 otherwise. Reactor Netty does not look; a proxy and a server that
 * disagree about the host of a request can be made to mix up their answers.
 */
final class HostRule {

	private HostRule() {
	}

	static boolean isBroken(ServerWebExchange exchange) {
		return isReactorNetty(exchange.getResponse())
				&& ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest()) instanceof HttpServerRequest netty
				&& HttpVersion.HTTP_1_1.equals(netty.version()) && !hasOneHost(netty);
	}

	/**
	 * A mock has no native request, and throws when asked for it.
	 */
	private static boolean isReactorNetty(ServerHttpResponse response) {
		ServerHttpResponse plain = response;
		while (plain instanceof ServerHttpResponseDecorator decorated) {
			plain = decorated.getDelegate();
		}
		return plain instanceof ZeroCopyHttpOutputMessage;
	}

	private static boolean hasOneHost(HttpServerRequest request) {
		Iterator<? extends CharSequence> hosts = request.requestHeaders()
			.valueCharSequenceIterator(HttpHeaderNames.HOST);
		if (!hosts.hasNext()) {
			return false;
		}
		hosts.next();
		return !hosts.hasNext();
	}

}
