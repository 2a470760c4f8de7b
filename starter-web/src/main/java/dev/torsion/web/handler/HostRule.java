package dev.torsion.web.handler;

import java.util.Iterator;

import dev.torsion.web.server.NativeRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpVersion;
import reactor.netty.http.server.HttpServerRequest;

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
		HttpServerRequest netty = NativeRequest.of(exchange);
		return netty != null && HttpVersion.HTTP_1_1.equals(netty.version()) && !hasOneHost(netty);
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
