package dev.torsion.conch.sftp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Gathers replies to requests that follow each other, so that small ones leave together
 * and large ones are not copied. For one thread at a time.
 */
final class Output {

	/** How much is gathered before it is sent. */
	private static final int ENOUGH = 128 * 1024;

	/** A buffer for replies that carry data. */
	private static final int LARGE = 256 * 1024;

	private static final int SMALL = 1024;

	private final ByteBufAllocator buffers;

	private final Replies replies;

	private @Nullable ByteBuf gathered;

	private int sent;

	private long first;

	private long current = -1;

	/**
	 * Creates the output.
	 * @param buffers where buffers come from
	 * @param replies takes what was gathered
	 */
	Output(ByteBufAllocator buffers, Replies replies) {
		this.buffers = buffers;
		this.replies = replies;
	}

	/**
	 * Begins the reply to another request.
	 * @param number number of the request
	 */
	void begin(long number) {
		if (number != this.current + 1) {
			flush();
			this.first = number;
		}
		this.current = number;
	}

	/**
	 * Makes room for a reply.
	 * @param bytes how many bytes fit without being copied
	 * @return where to write it, behind what is there
	 */
	ByteBuf room(int bytes) {
		ByteBuf current = this.gathered;
		if (current != null && current.writableBytes() >= bytes) {
			return current;
		}
		flush(this.current);
		ByteBuf next = this.buffers.directBuffer(Math.max(bytes, (bytes > SMALL) ? LARGE : SMALL));
		this.gathered = next;
		return next;
	}

	/** Sends what has been gathered if it is enough. */
	void flushIfLarge() {
		if (this.gathered != null && this.gathered.readableBytes() >= ENOUGH) {
			flush();
		}
	}

	/** How much there has been, modulo 2^32. */
	int total() {
		return this.sent + ((this.gathered != null) ? this.gathered.readableBytes() : 0);
	}

	/** Sends what has been gathered. */
	void flush() {
		flush(this.current + 1);
	}

	private void flush(long end) {
		ByteBuf current = this.gathered;
		this.gathered = null;
		if (current == null) {
			return;
		}
		this.sent += current.readableBytes();
		if (current.isReadable()) {
			this.replies.add(this.first, end, current);
			this.first = end;
		}
		else {
			current.release();
		}
	}

}
