package dev.torsion.web.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * Wants to see every byte, as a filter of an application may.
 */
final class ShoutingResponse extends ServerHttpResponseDecorator {

	ShoutingResponse(ServerHttpResponse delegate) {
		super(delegate);
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		return super.writeWith(Flux.from(body).map((buffer) -> {
			String text = buffer.toString(StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
			DataBufferUtils.release(buffer);
			return bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8));
		}));
	}

}
