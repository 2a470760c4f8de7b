package dev.torsion.web.handler;

import java.time.Duration;

import dev.torsion.net.EventLoop;
import dev.torsion.web.content.Directory;
import dev.torsion.web.content.LargeFile;
import dev.torsion.web.content.Moved;
import dev.torsion.web.content.OpenFiles;
import dev.torsion.web.content.Resource;
import dev.torsion.web.content.ScriptResource;
import dev.torsion.web.content.SmallFile;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers with what {@link FileHandlerMapping} has found.
 */
public final class FileHandlerAdapter implements HandlerAdapter, Ordered {

	private static final String ALLOWED = "GET, HEAD";

	private static final String ALLOWED_FOR_SCRIPTS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

	private final SmallFileWriter smallFiles = new SmallFileWriter();

	private final LargeFileWriter largeFiles;

	private final DirectoryWriter directories;

	/**
	 * Creates the adapter.
	 * @param files opens large files
	 * @param loop where blocking work is done
	 * @param stall how long a peer may take none of what is sent
	 * @param maxEntries most entries of a directory to list
	 */
	public FileHandlerAdapter(OpenFiles files, EventLoop loop, Duration stall, int maxEntries) {
		this.largeFiles = new LargeFileWriter(files, loop, stall);
		this.directories = new DirectoryWriter(loop, maxEntries);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof Resource;
	}

	@Override
	public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
		return answer(exchange, (Resource) handler).then(Mono.empty());
	}

	private Mono<Void> answer(ServerWebExchange exchange, Resource resource) {
		HttpMethod method = exchange.getRequest().getMethod();
		if (resource instanceof ScriptResource script) {
			return process(exchange, script);
		}
		if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
			return notAllowed(exchange.getResponse(), ALLOWED);
		}
		if (HostRule.isBroken(exchange)) {
			return empty(exchange.getResponse(), HttpStatus.BAD_REQUEST);
		}
		if (resource instanceof SmallFile file) {
			return this.smallFiles.write(exchange, file);
		}
		if (resource instanceof Moved moved) {
			return Redirect.toDirectory(exchange, moved.name());
		}
		if (resource instanceof LargeFile file) {
			return this.largeFiles.write(exchange, file);
		}
		if (resource instanceof Directory directory) {
			return this.directories.write(exchange, directory);
		}
		return Mono.error(new IllegalStateException("Nothing to answer with"));
	}

	/**
	 * What a method means is for the script to say, those aside that are not about a
	 * resource.
	 */
	private static Mono<Void> process(ServerWebExchange exchange, ScriptResource resource) {
		HttpMethod method = exchange.getRequest().getMethod();
		if (method == HttpMethod.TRACE || method.name().equals("CONNECT")) {
			return notAllowed(exchange.getResponse(), ALLOWED_FOR_SCRIPTS);
		}
		if (HostRule.isBroken(exchange)) {
			return empty(exchange.getResponse(), HttpStatus.BAD_REQUEST);
		}
		return resource.processor().process(exchange, resource.script());
	}

	private static Mono<Void> notAllowed(ServerHttpResponse response, String methods) {
		response.getHeaders().set(HttpHeaders.ALLOW, methods);
		return empty(response, HttpStatus.METHOD_NOT_ALLOWED);
	}

	private static Mono<Void> empty(ServerHttpResponse response, HttpStatus status) {
		response.setStatusCode(status);
		response.getHeaders().setContentLength(0);
		return response.setComplete();
	}

}
