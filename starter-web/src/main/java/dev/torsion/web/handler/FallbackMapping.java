package dev.torsion.web.handler;

import dev.torsion.web.content.Contents;
import dev.torsion.web.content.LargeFile;
import dev.torsion.web.content.MountPoint;
import dev.torsion.web.content.Resource;
import dev.torsion.web.content.ScriptResource;
import dev.torsion.web.content.SmallFile;
import dev.torsion.web.wire.Accept;
import dev.torsion.web.wire.PathDecoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers a page request with one of the {@code try-files} of its mount when nothing else
 * of the application has answered. A page request is a GET or HEAD that takes HTML, for a
 * path whose last name has no extension: a script or an image that is missing is missing.
 * A fallback that is run instead of being sent (the front controller of an application)
 * gets requests of all methods and for all types.
 */
public final class FallbackMapping implements HandlerMapping, Ordered {

	private static final String PLACEHOLDER = "{path}";

	private final Contents contents;

	/**
	 * Creates the mapping.
	 * @param contents what is served
	 */
	public FallbackMapping(Contents contents) {
		this.contents = contents;
	}

	/**
	 * Just before Boot's static resources, whose pattern matches everything.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 2;
	}

	@Override
	public Mono<Object> getHandler(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		String path = PathDecoder.decode(request.getPath().pathWithinApplication().value());
		MountPoint mount = (path != null) ? this.contents.site().mountOf(path) : null;
		if (path == null || mount == null || mount.tryFiles().isEmpty() || !PathDecoder.extension(path).isEmpty()) {
			return Mono.empty();
		}
		boolean page = isPage(request);
		if (!page && !mount.hasScripts()) {
			return Mono.empty();
		}
		String below = path.substring(mount.path().length());
		return Flux.fromIterable(mount.tryFiles())
			.concatMap((candidate) -> find(mount.path() + candidate(candidate, below)))
			.filter((found) -> found instanceof ScriptResource
					|| page && (found instanceof SmallFile || found instanceof LargeFile))
			.next()
			.cast(Object.class);
	}

	private Mono<Resource> find(String path) {
		Resource recent = this.contents.recent(path);
		return (recent != null) ? Mono.just(recent) : this.contents.load(path).onErrorMap(Failures::of);
	}

	private static String candidate(String pattern, String below) {
		String path = pattern.replace(PLACEHOLDER, below);
		return path.startsWith("/") ? path : "/" + path;
	}

	private static boolean isPage(ServerHttpRequest request) {
		return (request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD)
				&& Accept.html(request.getHeaders().getFirst(HttpHeaders.ACCEPT));
	}

}
