package dev.torsion.conch.terminal;

import java.nio.ByteBuffer;

/**
 * Bytes that wait. As many as the window of the channel has room for, since none is
 * released before it is taken.
 */
final class ByteQueue {

	private static final int INITIAL = 64;

	private byte[] bytes = new byte[INITIAL];

	private int start;

	private int size;

	int size() {
		return this.size;
	}

	void add(byte value) {
		if (this.size == this.bytes.length) {
			byte[] larger = new byte[this.bytes.length * 2];
			copyTo(larger, this.size);
			this.bytes = larger;
			this.start = 0;
		}
		this.bytes[(this.start + this.size) % this.bytes.length] = value;
		this.size++;
	}

	byte take() {
		byte value = this.bytes[this.start];
		skip(1);
		return value;
	}

	/**
	 * Takes as many as there are and there is room for.
	 * @param target where they go
	 * @return how many it were
	 */
	int take(ByteBuffer target) {
		int count = Math.min(this.size, target.remaining());
		for (int i = 0; i < count; i++) {
			target.put(this.bytes[(this.start + i) % this.bytes.length]);
		}
		skip(count);
		return count;
	}

	/**
	 * Forgets them.
	 * @return how many it were
	 */
	int clear() {
		int count = this.size;
		skip(count);
		return count;
	}

	private void skip(int count) {
		this.start = (this.start + count) % this.bytes.length;
		this.size -= count;
		if (this.size == 0 && this.bytes.length > INITIAL) {
			this.bytes = new byte[INITIAL];
			this.start = 0;
		}
	}

	private void copyTo(byte[] target, int count) {
		int first = Math.min(count, this.bytes.length - this.start);
		System.arraycopy(this.bytes, this.start, target, 0, first);
		System.arraycopy(this.bytes, 0, target, first, count - first);
	}

}
