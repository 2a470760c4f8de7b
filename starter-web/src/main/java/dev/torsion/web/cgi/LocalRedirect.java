package dev.torsion.web.cgi;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
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

	private static final String DEPTH = LocalRedirect.class.getName() + ".depth";

	private final Supplier<HttpHandler> application;

	LocalRedirect(Supplier<HttpHandler> application) {
		this.application = application;
	}

	Mono<Void> follow(ServerWebExchange exchange, String location) {
		int depth = exchange.getAttributeOrDefault(DEPTH, 0) + 1;
		if (depth > MOST) {
			return Mono.error(new BadHeadException("Local redirects lead to more than " + MOST + " others"));
		}
		return Mono.defer(() -> this.application.get()
			.handle(new Redirected(request(exchange, location), depth), exchange.getResponse()));
	}

	private static ServerHttpRequest request(ServerWebExchange exchange, String location) {
		ServerHttpRequest request = exchange.getRequest();
		URI asked = request.getURI();
		try {
			URI uri = new URI(asked.getScheme() + "://" + asked.getRawAuthority() + location);
			return request.mutate().uri(uri).method(HttpMethod.GET).headers(LocalRedirect::withoutBody).build();
		}
		catch (java.net.URISyntaxException ex) {
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

		private final Map<String, Object> attributes;

		Redirected(ServerHttpRequest request, int depth) {
			super(request);
			this.attributes = new HashMap<>(Map.of(DEPTH, depth));
		}

		@Override
		public Map<String, Object> getAttributes() {
			return this.attributes;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.empty();
		}

	}

}
