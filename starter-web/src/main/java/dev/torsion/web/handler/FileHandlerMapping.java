package dev.torsion.web.handler;

import java.util.Map;

import dev.torsion.web.content.Contents;
import dev.torsion.web.content.Missing;
import dev.torsion.web.content.Resource;
import dev.torsion.web.wire.PathDecoder;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Maps a request to the {@link Resource} at its path; the resource itself is the handler.
 * Where there is none, the request passes on to the mappings that follow.
 */
public final class FileHandlerMapping extends AbstractHandlerMapping {

	/**
	 * After controllers (0) and router functions (-1), together with Boot's welcome page
	 * and before everything else.
	 */
	private static final int ORDER = 1;

	private final Contents contents;

	private final boolean cors;

	/**
	 * What becomes of a path that no file can have. Where the root is ours nobody else is
	 * asked: WebFlux's own resources would log a warning for each, which anybody could
	 * fill a disk with.
	 */
	private final Mono<Object> refused;

	/**
	 * Creates the mapping.
	 * @param contents what is served
	 * @param cors the CORS rules of the application, by pattern
	 */
	public FileHandlerMapping(Contents contents, Map<String, CorsConfiguration> cors) {
		this.contents = contents;
		this.cors = !cors.isEmpty();
		setCorsConfigurations(cors);
		setOrder(ORDER);
		this.refused = (contents.site().mountOf("/") != null)
				? Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)) : Mono.empty();
	}

	@Override
	public Mono<Object> getHandler(ServerWebExchange exchange) {
		return (this.cors || exchange.getRequest().getHeaders().getOrigin() != null) ? super.getHandler(exchange)
				: find(exchange);
	}

	@Override
	protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
		return find(exchange);
	}

	private Mono<Object> find(ServerWebExchange exchange) {
		String path = PathDecoder.decode(exchange.getRequest().getPath().pathWithinApplication().value());
		if (path == null) {
			return this.refused;
		}
		Resource recent = this.contents.recent(path);
		if (recent != null) {
			return (recent == Missing.MISSING) ? Mono.empty() : Mono.just(recent);
		}
		return this.contents.load(path)
			.onErrorMap(Failures::of)
			.filter((resource) -> resource != Missing.MISSING)
			.cast(Object.class);
	}

}
