package dev.torsion.conch.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Input that waits to be read. What comes in little pieces is put together, so that it
 * takes not much more memory than it has bytes.
 */
final class HeldInput {

	private static final int SMALLEST = 512;

	/** Each is full up to its position. */
	private final Deque<ByteBuffer> held = new ArrayDeque<>();

	void add(ByteBuffer bytes) {
		ByteBuffer last = this.held.peekLast();
		if (last != null && last.hasRemaining()) {
			int fits = Math.min(last.remaining(), bytes.remaining());
			last.put(bytes.slice().limit(fits));
			bytes.position(bytes.position() + fits);
		}
		if (bytes.hasRemaining()) {
			this.held.add(ByteBuffer.allocate(Math.max(bytes.remaining(), SMALLEST)).put(bytes));
		}
	}

	@Nullable ByteBuffer poll() {
		ByteBuffer first = this.held.poll();
		return (first != null) ? first.flip() : null;
	}

	boolean isEmpty() {
		return this.held.isEmpty();
	}

	void clear() {
		this.held.clear();
	}

}
