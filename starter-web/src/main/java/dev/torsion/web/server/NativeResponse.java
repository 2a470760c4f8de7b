package dev.torsion.web.server;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * The way past Spring's buffers to Reactor Netty.
 */
public final class NativeResponse {

	private NativeResponse() {
	}

	/**
	 * The response of Reactor Netty, unless somebody decorates it and so wants to see the
	 * bytes go by. A mock has no native response and throws when asked for it, but is not
	 * a zero-copy message either.
	 * @param response the response
	 * @return the response of Reactor Netty, or {@code null} if there is no way past
	 */
	public static @Nullable HttpServerResponse of(ServerHttpResponse response) {
		if (response instanceof ZeroCopyHttpOutputMessage && response instanceof AbstractServerHttpResponse plain) {
			Object server = plain.getNativeResponse();
			return (server instanceof HttpServerResponse netty) ? netty : null;
		}
		return null;
	}

}
