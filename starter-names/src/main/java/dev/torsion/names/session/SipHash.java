package dev.torsion.names.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 of Aumasson and Bernstein: a short keyed hash. Immutable.
 */
final class SipHash {

	private final long k0;

	private final long k1;

	SipHash(byte[] key) {
		if (key.length != 16) {
			throw new IllegalArgumentException("The key must have 16 bytes");
		}
		ByteBuffer buffer = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
		this.k0 = buffer.getLong();
		this.k1 = buffer.getLong();
	}

	long of(byte[] bytes) {
		State state = new State(this.k0, this.k1);
		int whole = bytes.length / 8;
		ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < whole; i++) {
			state.take(buffer.getLong());
		}
		long last = (long) bytes.length << 56;
		for (int i = 0; buffer.hasRemaining(); i += 8) {
			last |= (buffer.get() & 0xffL) << i;
		}
		state.take(last);
		return state.finish();
	}

	/** The four words that everything goes through. */
	private static final class State {

		private long v0;

		private long v1;

		private long v2;

		private long v3;

		State(long k0, long k1) {
			this.v0 = k0 ^ 0x736f6d6570736575L;
			this.v1 = k1 ^ 0x646f72616e646f6dL;
			this.v2 = k0 ^ 0x6c7967656e657261L;
			this.v3 = k1 ^ 0x7465646279746573L;
		}

		void take(long word) {
			this.v3 ^= word;
			round();
			round();
			this.v0 ^= word;
		}

		long finish() {
			this.v2 ^= 0xff;
			for (int i = 0; i < 4; i++) {
				round();
			}
			return this.v0 ^ this.v1 ^ this.v2 ^ this.v3;
		}

		private void round() {
			this.v0 += this.v1;
			this.v2 += this.v3;
			this.v1 = Long.rotateLeft(this.v1, 13) ^ this.v0;
			this.v3 = Long.rotateLeft(this.v3, 16) ^ this.v2;
			this.v0 = Long.rotateLeft(this.v0, 32);
			this.v2 += this.v1;
			this.v0 += this.v3;
			this.v1 = Long.rotateLeft(this.v1, 17) ^ this.v2;
			this.v3 = Long.rotateLeft(this.v3, 21) ^ this.v0;
			this.v2 = Long.rotateLeft(this.v2, 32);
		}

	}

}
