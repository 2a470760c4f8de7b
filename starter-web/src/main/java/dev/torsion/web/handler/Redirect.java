package dev.torsion.web.handler;

import java.nio.charset.StandardCharsets;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;

/**
 * The redirect from {@code /dir} to {@code /dir/}.
 */
final class Redirect {

	private Redirect() {
	}

	/**
	 * Redirects relative to the request, from {@code /a/dir} to {@code ./dir/}: whatever
	 * host, prefix or scheme a proxy has put before this server stays as it is, and no
	 * path can be mistaken for a host.
	 * @param name the name of the directory
	 */
	static Mono<Void> toDirectory(ServerWebExchange exchange, String name) {
		String query = exchange.getRequest().getURI().getRawQuery();
		String location = "./" + UriUtils.encodePathSegment(name, StandardCharsets.UTF_8) + "/";
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(HttpStatus.MOVED_PERMANENTLY);
		response.getHeaders().set(HttpHeaders.LOCATION, (query != null) ? location + "?" + query : location);
		response.getHeaders().setContentLength(0);
		return response.setComplete();
	}

}
