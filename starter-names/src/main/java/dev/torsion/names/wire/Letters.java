package dev.torsion.names.wire;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Bytes of names without regard to case: that of ASCII letters only, RFC 4343 section 3.
 */
final class Letters {

	/** So that nobody can choose names that fall together. */
	private static final int SEED = ThreadLocalRandom.current().nextInt();

	private static final int PRIME = 0x01000193;

	private static final byte[] LOWER = new byte[256];

	static {
		for (int i = 0; i < LOWER.length; i++) {
			LOWER[i] = (byte) ((i >= 'A' && i <= 'Z') ? i + 32 : i);
		}
	}

	private Letters() {
	}

	static byte lower(byte letter) {
		return LOWER[letter & 0xff];
	}

	/**
	 * Compares letters; the lengths before labels take part, and no length is a letter.
	 */
	static boolean equal(byte[] left, int leftFrom, byte[] right, int rightFrom, int length) {
		if (Arrays.equals(left, leftFrom, leftFrom + length, right, rightFrom, rightFrom + length)) {
			return true;
		}
		for (int i = 0; i < length; i++) {
			if (lower(left[leftFrom + i]) != lower(right[rightFrom + i])) {
				return false;
			}
		}
		return true;
	}

	/** From the last byte to the first, so that it goes on from label to label. */
	static int hash(byte[] bytes, int from, int to) {
		return hash(SEED, bytes, from, to);
	}

	static int hash(int seed, byte[] bytes, int from, int to) {
		int hash = seed;
		for (int i = to - 1; i >= from; i--) {
			hash = (hash ^ LOWER[bytes[i] & 0xff]) * PRIME;
		}
		return hash;
	}

	static int seed() {
		return SEED;
	}

}
