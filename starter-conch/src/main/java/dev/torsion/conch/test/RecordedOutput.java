package dev.torsion.conch.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What a program has written. Safe to use from any thread.
 */
final class RecordedOutput {

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

	private @Nullable List<Sinks.Empty<Void>> stalled;

	private boolean closed;

	synchronized Mono<Void> write(ByteBuffer bytes, boolean errors) {
		if (this.closed) {
			return Mono.error(new IOException("The channel is closed"));
		}
		byte[] copy = new byte[bytes.remaining()];
		bytes.duplicate().get(copy);
		(errors ? this.errors : this.output).writeBytes(copy);
		if (this.stalled == null) {
			return Mono.empty();
		}
		Sinks.Empty<Void> room = Sinks.empty();
		this.stalled.add(room);
		return room.asMono();
	}

	synchronized byte[] take(boolean errors) {
		ByteArrayOutputStream kept = errors ? this.errors : this.output;
		byte[] bytes = kept.toByteArray();
		kept.reset();
		return bytes;
	}

	synchronized void stall() {
		this.stalled = new ArrayList<>();
	}

	void resume() {
		waiting().forEach(Sinks.Empty::tryEmitEmpty);
	}

	void close() {
		synchronized (this) {
			this.closed = true;
		}
		waiting().forEach((room) -> room.tryEmitError(new IOException("The channel is closed")));
	}

	private synchronized List<Sinks.Empty<Void>> waiting() {
		List<Sinks.Empty<Void>> waiting = (this.stalled != null) ? this.stalled : List.of();
		this.stalled = null;
		return waiting;
	}

}
