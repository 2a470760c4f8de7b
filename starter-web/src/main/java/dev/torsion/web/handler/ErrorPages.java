package dev.torsion.web.handler;

import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

import dev.torsion.web.content.Contents;
import dev.torsion.web.content.SmallFile;
import dev.torsion.web.wire.Accept;

/**
 * Answers an error with a page of the root: {@code 404.html}, or {@code 50x.html} for all
 * from 500 on. Only for clients that ask for HTML by name; programs get what the
 * application gives them anyway, and so do pages that are missing or do not fit in memory.
 */
public final class ErrorPages implements WebExceptionHandler, Ordered {

	/**
	 * Before Boot's handler, at -1.
	 */
	private static final int ORDER = -2;

	private final Contents contents;

	private final List<String> names;

	/**
	 * Creates the handler.
	 * @param contents what is served
	 * @param names names of the pages: a status code, of which the last digits may be
	 * {@code x}, and an extension
	 */
	public ErrorPages(Contents contents, List<String> names) {
		this.contents = contents;
		this.names = names;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable ex) {
		HttpStatusCode status = (ex instanceof ErrorResponse response) ? response.getStatusCode()
				: HttpStatusCode.valueOf(500);
		String accept = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT);
		if (exchange.getResponse().isCommitted() || !(ex instanceof ErrorResponse) || !Accept.htmlByName(accept)) {
			return Mono.error(ex);
		}
		return Flux.fromIterable(this.names)
			.filter((name) -> matches(name, status.value()))
			.concatMap((name) -> find("/" + name))
			.next()
			.switchIfEmpty(Mono.error(ex))
			.flatMap((page) -> write(exchange.getResponse(), status, page));
	}

	private Mono<SmallFile> find(String path) {
		var recent = this.contents.recent(path);
		return ((recent != null) ? Mono.just(recent) : this.contents.load(path)).ofType(SmallFile.class);
	}

	private static boolean matches(String name, int status) {
		String code = Integer.toString(status);
		for (int i = 0; i < code.length(); i++) {
			if (i >= name.length() || (name.charAt(i) != 'x' && name.charAt(i) != code.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static Mono<Void> write(ServerHttpResponse response, HttpStatusCode status, SmallFile page) {
		response.setStatusCode(status);
		response.getHeaders().set(HttpHeaders.CONTENT_TYPE, page.head().type().toString());
		response.getHeaders().setContentLength(page.head().size());
		byte[] body = new byte[(int) page.head().size()];
		page.body().readBytes(body);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

}
