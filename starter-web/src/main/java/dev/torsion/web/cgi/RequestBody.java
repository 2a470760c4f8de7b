package dev.torsion.web.cgi;

import java.nio.file.Path;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The body of a request, ready to be the standard input of a program.
 *
 * @param length its exact length; -1 if there is no body
 * @param file the file that holds it; {@code null} if {@code content} has it
 * @param content what it consists of, for one subscriber
 * @param release gives back what it takes up, once it is not needed any more
 */
record RequestBody(long length, @Nullable Path file, Flux<ByteBuf> content, Runnable release) {

	private static final Path NOTHING = Path.of("/dev/null");

	static RequestBody none(long length) {
		return new RequestBody(length, NOTHING, Flux.empty(), () -> {
		});
	}

}
