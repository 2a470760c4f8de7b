package dev.torsion.names.wire;

import java.security.SecureRandom;

/**
 * SipHash-2-4, a hash that nobody can foresee who does not know the key, for what peers
 * choose. Immutable.
 *
 * @param k0 the first half of the key, as a little-endian number
 * @param k1 the second half
 * @see <a href="https://131002.net/siphash/siphash.pdf">SipHash: a fast short-input
 * PRF</a>
 */
public record SipHash(long k0, long k1) {

	/**
	 * A hash with a key that nobody knows.
	 * @return the hash
	 */
	public static SipHash random() {
		SecureRandom random = new SecureRandom();
		return new SipHash(random.nextLong(), random.nextLong());
	}

	/**
	 * A hash with a given key.
	 * @param key the key, of 16 bytes
	 * @return the hash
	 * @throws IllegalArgumentException if it has not as many
	 */
	public static SipHash of(byte[] key) {
		if (key.length != 16) {
			throw new IllegalArgumentException("The key must have 16 bytes");
		}
		return new SipHash(word(key, 0, 8), word(key, 8, 8));
	}

	/**
	 * Hashes bytes.
	 * @param bytes has the bytes
	 * @param offset where they begin
	 * @param length how many there are
	 * @return the hash, as a little-endian number
	 */
	public long hash(byte[] bytes, int offset, int length) {
		State state = new State(this);
		int whole = length & ~7;
		for (int i = 0; i < whole; i += 8) {
			state.word(word(bytes, offset + i, 8));
		}
		state.word(((long) length << 56) | word(bytes, offset + whole, length - whole));
		return state.result();
	}

	/**
	 * Hashes 16 bytes.
	 * @param first the first 8, as a little-endian number
	 * @param second the others
	 * @return the hash, as a little-endian number
	 */
	public long hash(long first, long second) {
		State state = new State(this);
		state.word(first);
		state.word(second);
		state.word(16L << 56);
		return state.result();
	}

	private static long word(byte[] bytes, int offset, int length) {
		long word = 0;
		for (int i = 0; i < length; i++) {
			word |= (bytes[offset + i] & 0xffL) << (8 * i);
		}
		return word;
	}

	@Override
	public String toString() {
		return "SipHash";
	}

	private static final class State {

		private long v0;

		private long v1;

		private long v2;

		private long v3;

		State(SipHash key) {
			this.v0 = key.k0 ^ 0x736f6d6570736575L;
			this.v1 = key.k1 ^ 0x646f72616e646f6dL;
			this.v2 = key.k0 ^ 0x6c7967656e657261L;
			this.v3 = key.k1 ^ 0x7465646279746573L;
		}

		void word(long word) {
			this.v3 ^= word;
			round();
			round();
			this.v0 ^= word;
		}

		long result() {
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
