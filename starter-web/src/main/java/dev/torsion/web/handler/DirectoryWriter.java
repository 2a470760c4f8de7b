package dev.torsion.web.handler;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

import dev.torsion.files.FileEntry;
import dev.torsion.net.EventLoop;
import dev.torsion.web.content.Directory;
import dev.torsion.web.wire.Accept;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers with what is in a directory, as HTML or as JSON.
 */
final class DirectoryWriter {

	private static final Comparator<FileEntry> ORDER = Comparator.comparing((FileEntry entry) -> !entry.directory())
		.thenComparing(FileEntry::name);

	private final EventLoop loop;

	private final int limit;

	DirectoryWriter(EventLoop loop, int limit) {
		this.loop = loop;
		this.limit = limit;
	}

	Mono<Void> write(ServerWebExchange exchange, Directory directory) {
		boolean json = Accept.jsonRatherThanHtml(exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT));
		return this.loop.blocking(() -> read(directory)).onErrorMap(Failures::of).flatMap((entries) -> {
			String text = json ? ListingFormat.json(entries) : ListingFormat
				.html(directory.mount().path() + directory.path(), entries, !directory.path().names().isEmpty());
			ServerHttpResponse response = exchange.getResponse();
			byte[] body = text.getBytes(StandardCharsets.UTF_8);
			HttpHeaders headers = response.getHeaders();
			headers.set(HttpHeaders.CONTENT_TYPE, json ? "application/json" : "text/html;charset=utf-8");
			headers.setContentLength(body.length);
			headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT);
			headers.set(HttpHeaders.CACHE_CONTROL, "no-cache");
			return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
		});
	}

	/**
	 * Hidden names are left out: they would not be served either.
	 */
	private List<FileEntry> read(Directory directory) throws Exception {
		return directory.mount()
			.files()
			.list(directory.path(), this.limit)
			.stream()
			.filter((entry) -> !entry.name().startsWith("."))
			.sorted(ORDER)
			.toList();
	}

}
