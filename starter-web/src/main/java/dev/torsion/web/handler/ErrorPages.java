package dev.torsion.web.handler;

import java.util.List;

import dev.torsion.web.content.Contents;
import dev.torsion.web.content.SmallFile;
import dev.torsion.web.wire.Accept;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/**
 * Answers an error with a page of the root: {@code 404.html}, or {@code 50x.html} for all
 * from 500 on. Only for clients that ask for HTML by name; programs get what the
 * application gives them anyway, and so do pages that are missing or do not fit in
 * memory.
 */
public final class ErrorPages implements WebExceptionHandler, Ordered {

	private static final Log logger = LogFactory.getLog(ErrorPages.class);

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
		String accept = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT);
		if (exchange.getResponse().isCommitted() || !Accept.htmlByName(accept)) {
			return Mono.error(ex);
		}
		HttpStatusCode status = statusOf(ex);
		return Flux.fromIterable(this.names)
			.filter((name) -> matches(name, status.value()))
			.concatMap((name) -> find("/" + name))
			.next()
			.switchIfEmpty(Mono.error(ex))
			.flatMap((page) -> {
				report(exchange, status, ex);
				return write(exchange.getResponse(), status, page, ex);
			});
	}

	private static HttpStatusCode statusOf(Throwable ex) {
		if (ex instanceof ErrorResponse response) {
			return response.getStatusCode();
		}
		ResponseStatus annotated = AnnotatedElementUtils.findMergedAnnotation(ex.getClass(), ResponseStatus.class);
		return (annotated != null) ? annotated.code() : HttpStatus.INTERNAL_SERVER_ERROR;
	}

	/**
	 * Whoever answers an error of ours is the last to know of it.
	 */
	private static void report(ServerWebExchange exchange, HttpStatusCode status, Throwable ex) {
		if (status.is5xxServerError()) {
			logger.error(exchange.getLogPrefix() + status.value() + " for " + exchange.getRequest().getMethod() + " "
					+ exchange.getRequest().getURI().getRawPath(), ex);
		}
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

	private static Mono<Void> write(ServerHttpResponse response, HttpStatusCode status, SmallFile page, Throwable ex) {
		if (ex instanceof ErrorResponse error) {
			response.getHeaders().putAll(error.getHeaders());
		}
		response.setStatusCode(status);
		response.getHeaders().set(HttpHeaders.CONTENT_TYPE, page.head().type().toString());
		response.getHeaders().setContentLength(page.head().size());
		byte[] body = new byte[(int) page.head().size()];
		page.body().readBytes(body);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

}
