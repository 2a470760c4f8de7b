package dev.torsion.web.cgi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The body of one request as it grows: in memory first, in a temporary file that only
 * this user may read when it becomes large, or when all of them together have.
 */
final class BodyCollector {

	private static final Log logger = LogFactory.getLog(BodyCollector.class);

	private final RequestBodies bodies;

	private final ByteArrayOutputStream memory = new ByteArrayOutputStream();

	private @Nullable Path file;

	private @Nullable OutputStream output;

	private long length;

	private long reserved;

	private long reservedMemory;

	private boolean released;

	BodyCollector(RequestBodies bodies) {
		this.bodies = bodies;
	}

	/** Adds a piece, and releases it. */
	Mono<Void> add(DataBuffer piece) {
		byte[] bytes = new byte[piece.readableByteCount()];
		piece.read(bytes);
		DataBufferUtils.release(piece);
		if (this.length + bytes.length > this.bodies.limits().max()) {
			return Mono.error(new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE));
		}
		if (!this.bodies.reserve(bytes.length)) {
			return Mono
				.error(new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "No room for request bodies"));
		}
		this.reserved += bytes.length;
		this.length += bytes.length;
		if (this.file == null && this.length <= this.bodies.limits().memory()
				&& this.bodies.reserveMemory(bytes.length)) {
			this.reservedMemory += bytes.length;
			this.memory.writeBytes(bytes);
			return Mono.empty();
		}
		return this.bodies.loop().blocking(() -> {
			write(bytes);
			return null;
		});
	}

	private synchronized void write(byte[] bytes) throws IOException {
		if (this.released) {
			return;
		}
		OutputStream current = this.output;
		if (current == null) {
			Path created = Files.createTempFile("torsion-cgi-", ".body");
			this.file = created;
			current = Files.newOutputStream(created);
			this.output = current;
			this.memory.writeTo(current);
			this.memory.reset();
		}
		current.write(bytes);
	}

	/** What there is when all of it has been added. */
	synchronized RequestBody body() {
		if (this.length == 0) {
			return RequestBody.none(0);
		}
		Flux<ByteBuf> content = (this.file == null)
				? Flux.defer(() -> Flux.just(Unpooled.wrappedBuffer(this.memory.toByteArray()))) : Flux.empty();
		return new RequestBody(this.length, this.file, content, this::discard);
	}

	/**
	 * Gives back all it takes up; what is open or on disk is closed and deleted later.
	 */
	synchronized void discard() {
		if (!this.released) {
			this.released = true;
			this.bodies.free(this.reserved, this.reservedMemory);
			this.bodies.loop().blocking(this::delete).subscribe(null, (ex) -> deleteHere());
		}
	}

	/** At the end of the application nobody else may be left to do it. */
	private void deleteHere() {
		try {
			delete();
		}
		catch (IOException ex) {
			logger.warn("A body is left behind", ex);
		}
	}

	private synchronized @Nullable Void delete() throws IOException {
		if (this.output != null) {
			this.output.close();
		}
		if (this.file != null) {
			Files.deleteIfExists(this.file);
		}
		return null;
	}

}
