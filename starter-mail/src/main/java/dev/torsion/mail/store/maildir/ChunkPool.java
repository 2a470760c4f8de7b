package dev.torsion.mail.store.maildir;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Memory for messages that are arriving, used again and again. Safe to use from any
 * thread.
 */
final class ChunkPool {

	/** A message of 4 KiB with its headers fits into one. */
	static final int CHUNK = 8 * 1024;

	/** All chunks together: 16 MiB. A message can have one more, come what may. */
	private static final int MAX_CHUNKS = 2048;

	private final Deque<ByteBuffer> free = new ArrayDeque<>();

	private int lent;

	/** One more chunk; {@code null} if the message has some and there are no more. */
	synchronized @Nullable ByteBuffer take(boolean isFirst) {
		if (!isFirst && this.lent >= MAX_CHUNKS) {
			return null;
		}
		this.lent++;
		ByteBuffer chunk = this.free.poll();
		return (chunk != null) ? chunk.clear() : ByteBuffer.allocate(CHUNK);
	}

	synchronized void giveBack(ByteBuffer chunk) {
		this.lent--;
		if (this.free.size() < MAX_CHUNKS) {
			this.free.push(chunk);
		}
	}

	synchronized int lent() {
		return this.lent;
	}

}
