package dev.torsion.net;

import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Slices that have been read but not yet consumed. A slice is offered again while its
 * reader takes something of it, and released when it does not.
 */
final class InputQueue {

	private final Queue<ByteBuf> waiting = new ArrayDeque<>(2);

	private @Nullable ByteBuf current;

	private int offeredAt;

	void add(ByteBuf slice) {
		this.waiting.add(slice);
	}

	@Nullable ByteBuf next() {
		if (this.current != null && (!this.current.isReadable() || this.current.readerIndex() == this.offeredAt)) {
			this.current.release();
			this.current = null;
		}
		while (this.current == null && !this.waiting.isEmpty()) {
			ByteBuf slice = this.waiting.remove();
			this.current = slice.isReadable() ? slice : drop(slice);
		}
		if (this.current != null) {
			this.offeredAt = this.current.readerIndex();
		}
		return this.current;
	}

	/**
	 * Drops all that is unread. What a step is reading right now is emptied but released
	 * only after it.
	 */
	void clear() {
		if (this.current != null) {
			this.current.skipBytes(this.current.readableBytes());
		}
		this.waiting.forEach(ByteBuf::release);
		this.waiting.clear();
	}

	/** Drops and releases everything, when no step can be reading. */
	void release() {
		clear();
		if (this.current != null) {
			drop(this.current);
			this.current = null;
		}
	}

	private static @Nullable ByteBuf drop(ByteBuf slice) {
		slice.release();
		return null;
	}

}
