package dev.torsion.web.cgi;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Supplier;

import dev.torsion.web.cgi.wire.BadHeadException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;

/**
 * RFC 3875 section 6.2.2: answers with what this server has at another path, as if the
 * peer had asked for that. The request goes through the whole application once more, its
 * filters first, so that a script can lead nobody past a rule.
 */
final class LocalRedirect {

	/** As many as httpd follows. */
	private static final int MOST = 10;

	private static final Object DEPTH = LocalRedirect.class;

	private final Supplier<HttpHandler> application;

	LocalRedirect(Supplier<HttpHandler> application) {
		this.application = application;
	}

	Mono<Void> follow(ServerWebExchange exchange, String location) {
		return Mono.deferContextual((context) -> {
			int depth = context.<Integer>getOrEmpty(DEPTH).orElse(0) + 1;
			if (depth > MOST) {
				return Mono.error(new BadHeadException("More than " + MOST + " local redirects lead to one another"));
			}
			return this.application.get()
				.handle(new Redirected(request(exchange, location)), exchange.getResponse())
				.contextWrite((outer) -> outer.put(DEPTH, depth));
		});
	}

	private static ServerHttpRequest request(ServerWebExchange exchange, String location) {
		ServerHttpRequest request = exchange.getRequest();
		URI asked = request.getURI();
		try {
			URI uri = new URI(asked.getScheme() + "://" + asked.getRawAuthority() + location);
			return request.mutate().uri(uri).method(HttpMethod.GET).headers(LocalRedirect::withoutBody).build();
		}
		catch (URISyntaxException ex) {
			throw new BadHeadException("The Location is not a path");
		}
	}

	private static void withoutBody(HttpHeaders headers) {
		headers.remove(HttpHeaders.CONTENT_LENGTH);
		headers.remove(HttpHeaders.CONTENT_TYPE);
		headers.remove(HttpHeaders.TRANSFER_ENCODING);
	}

	/** The request whose body the script has had. */
	private static final class Redirected extends ServerHttpRequestDecorator {

		Redirected(ServerHttpRequest request) {
			super(request);
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.empty();
		}

	}

}
