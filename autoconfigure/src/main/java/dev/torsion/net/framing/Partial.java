package dev.torsion.net.framing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * The beginning of a line or frame whose rest has not arrived yet. Grows with what
 * arrives, never with what a peer only announces, and lives on the heap, so that a
 * conversation that ends in the middle of one leaks nothing.
 */
final class Partial {

	private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

	boolean isEmpty() {
		return !this.bytes.isReadable();
	}

	int size() {
		return this.bytes.readableBytes();
	}

	/** Moves bytes from a slice to the end of what is kept. */
	void append(ByteBuf slice, int length) {
		if (this.bytes.capacity() == 0) {
			this.bytes = Unpooled.buffer(Math.max(64, length));
		}
		this.bytes.writeBytes(slice, length);
	}

	byte last() {
		return this.bytes.getByte(this.bytes.writerIndex() - 1);
	}

	long unsigned(int length) {
		long value = 0;
		for (int i = 0; i < length; i++) {
			value = (value << 8) | this.bytes.getUnsignedByte(this.bytes.readerIndex() + i);
		}
		return value;
	}

	/** Gives away all that is kept, and keeps nothing. */
	ByteBuf take() {
		ByteBuf taken = this.bytes;
		this.bytes = Unpooled.EMPTY_BUFFER;
		return taken;
	}

}
