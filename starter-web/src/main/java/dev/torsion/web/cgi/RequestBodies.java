package dev.torsion.web.cgi;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import dev.torsion.net.EventLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes in the bodies of requests before their programs are started, so that a slow peer
 * keeps no program waiting, and so that a program is told the exact length of a body that
 * comes without one.
 */
final class RequestBodies {

	/** In HTTP/2 a body need not be announced, so that any other may have one. */
	private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

	/** The part of the space for all bodies that may be memory. */
	private static final int MEMORY_SHARE = 16;

	private final CgiSettings.Bodies limits;

	private final EventLoop loop;

	private final AtomicLong spooled = new AtomicLong();

	private final AtomicLong memory = new AtomicLong();

	RequestBodies(CgiSettings.Bodies limits, EventLoop loop) {
		this.limits = limits;
		this.loop = loop;
	}

	/**
	 * Takes in the body of a request.
	 * @return the body; fails with 413 if it is too large, and with 503 if there is no
	 * room for it now
	 */
	Mono<RequestBody> read(ServerHttpRequest request) {
		HttpHeaders headers = request.getHeaders();
		long length = headers.getContentLength();
		if (length > this.limits.max()) {
			return Mono.error(new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE));
		}
		boolean announced = length > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
		if (length == 0 || (!announced && BODILESS.contains(request.getMethod()))) {
			return Mono.just(RequestBody.none(length));
		}
		if (length > 0 && !this.limits.buffering()) {
			return Mono.just(new RequestBody(length, null, request.getBody().map(RequestBodies::bytes), () -> {
			}));
		}
		return Mono.defer(() -> collect(request.getBody()));
	}

	private Mono<RequestBody> collect(Flux<DataBuffer> body) {
		BodyCollector collector = new BodyCollector(this);
		return body.concatMap(collector::add, 1)
			.then(Mono.fromSupplier(collector::body))
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
			.doOnError((ex) -> collector.discard())
			.doOnCancel(collector::discard);
	}

	CgiSettings.Bodies limits() {
		return this.limits;
	}

	EventLoop loop() {
		return this.loop;
	}

	boolean reserve(long bytes) {
		return reserve(this.spooled, bytes, this.limits.spool());
	}

	boolean reserveMemory(long bytes) {
		return reserve(this.memory, bytes, this.limits.spool() / MEMORY_SHARE);
	}

	private static boolean reserve(AtomicLong counter, long bytes, long max) {
		return counter.getAndUpdate((used) -> (used + bytes <= max) ? used + bytes : used) + bytes <= max;
	}

	void free(long spooledBytes, long memoryBytes) {
		this.spooled.addAndGet(-spooledBytes);
		this.memory.addAndGet(-memoryBytes);
	}

	/** Copied out, so that no program keeps a buffer of the network. */
	private static ByteBuf bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return Unpooled.wrappedBuffer(bytes);
	}

}
