package dev.torsion.names.wire;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Writes names into a message, with pointers to what they share with names before (RFC
 * 1035 section 4.1.4). Letters that differ only in case are shared too.
 */
final class NameCompressor {

	/** Pointers have 14 bits. */
	private static final int MAX_POINTER = 0x3fff;

	private static final int SLOTS = 1024;

	private static final int MAX_NAMES = SLOTS / 2;

	private final byte[] message;

	private final char[] slots = new char[SLOTS];

	private final int[] hashes = new int[SLOTS];

	private final char[] used = new char[MAX_NAMES];

	private final int[] starts = new int[WireName.MAX_LABELS + 1];

	private final int[] suffixes = new int[WireName.MAX_LABELS + 1];

	private int size;

	private @Nullable SearchName question;

	private boolean questionKnown;

	private boolean exact;

	NameCompressor(byte[] message) {
		this.message = message;
	}

	void begin(@Nullable SearchName question) {
		rollBack(0);
		this.question = question;
		this.questionKnown = question == null;
		this.exact = false;
	}

	/** From here on letters of another case are not shared. */
	void keepCase() {
		this.exact = true;
	}

	int questionEnd() {
		return (this.question == null) ? Query.HEADER : Query.HEADER + this.question.length() + 4;
	}

	/** How many suffixes are known, to roll back to. */
	int size() {
		return this.size;
	}

	void rollBack(int size) {
		while (this.size > size) {
			this.slots[this.used[--this.size]] = 0;
		}
		this.questionKnown &= size > 0 || this.question == null;
	}

	/** The index after a name that is not compressed. */
	static int end(byte[] data, int from) {
		int at = from;
		while (data[at] != 0) {
			at += 1 + data[at];
		}
		return at + 1;
	}

	/**
	 * Writes a name.
	 * @return where the message goes on
	 */
	int write(byte[] data, int from, int position) {
		if (!this.questionKnown) {
			learnQuestion();
		}
		int labels = split(data, from);
		int shared = labels;
		int pointer = 0;
		for (int label = 0; label < labels && pointer == 0; label++) {
			pointer = find(this.suffixes[label], data, this.starts[label]);
			shared = (pointer != 0) ? label : labels;
		}
		int length = this.starts[shared] - from;
		System.arraycopy(data, from, this.message, position, length);
		for (int label = 0; label < shared; label++) {
			learn(this.suffixes[label], position + this.starts[label] - from);
		}
		int out = position + length;
		if (pointer == 0) {
			this.message[out] = 0;
			return out + 1;
		}
		this.message[out] = (byte) (0xc0 | pointer >> 8);
		this.message[out + 1] = (byte) pointer;
		return out + 2;
	}

	private int split(byte[] data, int from) {
		int labels = 0;
		int at = from;
		while (data[at] != 0) {
			this.starts[labels++] = at;
			at += 1 + data[at];
		}
		this.starts[labels] = at;
		int hash = Letters.hash(Letters.seed(), data, at, at + 1);
		int end = at;
		for (int label = labels - 1; label >= 0; label--) {
			hash = Letters.hash(hash, data, this.starts[label], end);
			end = this.starts[label];
			this.suffixes[label] = hash;
		}
		return labels;
	}

	private void learnQuestion() {
		this.questionKnown = true;
		SearchName name = this.question;
		if (name != null) {
			for (int label = 0; label < name.labels(); label++) {
				learn(name.hash(label), Query.HEADER + name.start(label));
			}
		}
	}

	private void learn(int hash, int position) {
		if (position > MAX_POINTER || this.size == MAX_NAMES) {
			return;
		}
		int slot = slot(hash);
		while (this.slots[slot] != 0) {
			slot = slot + 1 & SLOTS - 1;
		}
		this.slots[slot] = (char) position;
		this.hashes[slot] = hash;
		this.used[this.size++] = (char) slot;
	}

	private int find(int hash, byte[] data, int start) {
		for (int slot = slot(hash); this.slots[slot] != 0; slot = slot + 1 & SLOTS - 1) {
			if (this.hashes[slot] == hash && matches(data, start, this.slots[slot])) {
				return this.slots[slot];
			}
		}
		return 0;
	}

	/** Pointers in the message were written here, and lead backwards. */
	private boolean matches(byte[] data, int from, int position) {
		int at = from;
		int other = position;
		while (true) {
			int length = this.message[other] & 0xff;
			if (length >= 0xc0) {
				other = (length & 0x3f) << 8 | (this.message[other + 1] & 0xff);
				continue;
			}
			if (length != data[at]) {
				return false;
			}
			if (length == 0) {
				return true;
			}
			if (this.exact ? !Arrays.equals(data, at + 1, at + 1 + length, this.message, other + 1, other + 1 + length)
					: !Letters.equal(data, at + 1, this.message, other + 1, length)) {
				return false;
			}
			at += 1 + length;
			other += 1 + length;
		}
	}

	private static int slot(int hash) {
		int mixed = hash * 0x9E3779B9;
		return mixed >>> 22;
	}

}
