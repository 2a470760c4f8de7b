package dev.torsion.names.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A name that is searched for, with where its labels begin and the hash of what follows
 * each. It is filled again for the next search, so that a search leaves no garbage; to be
 * used by one thread.
 */
public final class SearchName {

	private static final byte[] WILDCARD = { 1, '*' };

	private final byte[] bytes = new byte[WireName.MAX_LENGTH];

	private final int[] starts = new int[WireName.MAX_LABELS + 1];

	private final int[] hashes = new int[WireName.MAX_LABELS + 1];

	private int length;

	private int labels;

	/**
	 * Takes the name of a question, which has nothing before it that a pointer could
	 * point to, so that compression is an error.
	 * @param message the message
	 * @param index where the name begins
	 * @return the index after the name; -1 if there is no proper name
	 */
	public int load(ByteBuf message, int index) {
		int end = message.writerIndex();
		int position = index;
		int count = 0;
		while (position < end) {
			int length = message.getByte(position);
			int next = position + 1 + length;
			if (length < 0 || length > 63 || next > end || next - index > WireName.MAX_LENGTH) {
				return -1;
			}
			this.starts[count] = position - index;
			position = next;
			if (length == 0) {
				message.getBytes(index, this.bytes, 0, position - index);
				finish(position - index, count);
				return position;
			}
			count++;
		}
		return -1;
	}

	/**
	 * Takes a name.
	 * @param name the name
	 */
	public void load(WireName name) {
		load(name.bytes(), 0);
	}

	/**
	 * Takes a name from data that was checked when it was taken in.
	 * @param data where the name is, uncompressed
	 * @param offset where it begins
	 */
	public void load(byte[] data, int offset) {
		int count = 0;
		int position = offset;
		while (data[position] != 0) {
			this.starts[count++] = position - offset;
			position += 1 + data[position];
		}
		this.starts[count] = position - offset;
		int length = position + 1 - offset;
		System.arraycopy(data, offset, this.bytes, 0, length);
		finish(length, count);
	}

	private void finish(int length, int labels) {
		this.length = length;
		this.labels = labels;
		int hash = Letters.seed();
		int end = length;
		for (int label = labels; label >= 0; label--) {
			hash = Letters.hash(hash, this.bytes, this.starts[label], end);
			end = this.starts[label];
			this.hashes[label] = hash;
		}
	}

	/**
	 * How many labels the name has, that of the root aside.
	 * @return the number, 0 to 127
	 */
	public int labels() {
		return this.labels;
	}

	/**
	 * How many bytes the name has on the wire.
	 * @return the number, 1 to 255
	 */
	public int length() {
		return this.length;
	}

	/**
	 * Where a label begins in the name.
	 * @param label the index of the label, 0 the first
	 * @return the offset in bytes
	 */
	public int start(int label) {
		return this.starts[label];
	}

	/**
	 * The hash of the name without its first labels, as {@link WireName#hashCode}.
	 * @param label how many labels to leave out
	 * @return the hash
	 */
	public int hash(int label) {
		return this.hashes[label];
	}

	/**
	 * Whether the name without its first labels equals another.
	 * @param label how many labels to leave out
	 * @param name the other
	 * @return whether they are equal
	 */
	public boolean equals(int label, WireName name) {
		int start = this.starts[label];
		byte[] other = name.bytes();
		return this.length - start == other.length && Letters.equal(this.bytes, start, other, 0, other.length);
	}

	/**
	 * The hash of the wildcard below the name without its first labels.
	 * @param label how many labels to leave out
	 * @return the hash
	 */
	public int wildcardHash(int label) {
		return Letters.hash(this.hashes[label], WILDCARD, 0, WILDCARD.length);
	}

	/**
	 * Whether another name is the wildcard below the name without its first labels.
	 * @param label how many labels to leave out
	 * @param name the other
	 * @return whether it is so
	 */
	public boolean wildcardEquals(int label, WireName name) {
		int start = this.starts[label];
		byte[] other = name.bytes();
		return name.isWildcard() && this.length - start == other.length - WILDCARD.length
				&& Letters.equal(this.bytes, start, other, WILDCARD.length, this.length - start);
	}

	/**
	 * The first labels before another suffix, as DNAME wants it (RFC 6672 section 2.2).
	 * @param label how many labels to take
	 * @param suffix what follows them
	 * @return the name; {@code null} if it would be longer than 255 bytes
	 */
	public @Nullable WireName prefixed(int label, WireName suffix) {
		return WireName.join(this.bytes, 0, this.starts[label], suffix);
	}

	/**
	 * The name without its first labels.
	 * @param label how many labels to leave out
	 * @return the name
	 */
	public WireName from(int label) {
		return WireName.of(this.bytes, this.starts[label]);
	}

	byte[] bytes() {
		return this.bytes;
	}

	@Override
	public String toString() {
		return from(0).toString();
	}

}
