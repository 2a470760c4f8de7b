package dev.torsion.names.wire;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A name in the form it has on the wire, uncompressed (RFC 1035 section 3.1): labels of 1
 * to 63 bytes, each after its length, then the empty label of the root; at most 255 bytes
 * in all. It keeps its case, and equals others whatever theirs (RFC 4343). Immutable.
 */
public final class WireName {

	/** The most bytes of a name. */
	public static final int MAX_LENGTH = 255;

	/** The most labels of a name, that of the root aside. */
	public static final int MAX_LABELS = 127;

	/** The name of the root. */
	public static final WireName ROOT = new WireName(new byte[1]);

	private final byte[] bytes;

	private final int hash;

	private WireName(byte[] bytes) {
		this.bytes = bytes;
		this.hash = Letters.hash(bytes, 0, bytes.length);
	}

	/**
	 * Takes a name from an array.
	 * @param bytes where it is
	 * @param offset where it begins
	 * @return the name
	 * @throws IllegalArgumentException if there is none, or one with compression
	 */
	public static WireName of(byte[] bytes, int offset) {
		int end = offset;
		while (true) {
			if (end >= bytes.length || bytes[end] < 0 || bytes[end] > 63) {
				throw new IllegalArgumentException("No uncompressed name at " + offset);
			}
			int length = bytes[end];
			end += 1 + length;
			if (length == 0) {
				break;
			}
		}
		if (end - offset > MAX_LENGTH) {
			throw new IllegalArgumentException("A name of more than 255 bytes");
		}
		return new WireName(Arrays.copyOfRange(bytes, offset, end));
	}

	/**
	 * Takes a name that fills an array.
	 * @param bytes the name, which is copied
	 * @return the name
	 * @throws IllegalArgumentException if it is none, or one with compression
	 */
	public static WireName of(byte[] bytes) {
		WireName name = of(bytes, 0);
		if (name.bytes.length != bytes.length) {
			throw new IllegalArgumentException("More than a name");
		}
		return name;
	}

	/**
	 * The name that labels before a suffix make.
	 * @param prefix where the labels are
	 * @param from the first byte of the labels
	 * @param to the byte after the last of them
	 * @param suffix what follows
	 * @return the name; {@code null} if it would be longer than 255 bytes
	 */
	@Nullable static WireName join(byte[] prefix, int from, int to, WireName suffix) {
		int length = to - from;
		if (length + suffix.bytes.length > MAX_LENGTH) {
			return null;
		}
		byte[] bytes = Arrays.copyOf(Arrays.copyOfRange(prefix, from, to), length + suffix.bytes.length);
		System.arraycopy(suffix.bytes, 0, bytes, length, suffix.bytes.length);
		return new WireName(bytes);
	}

	/**
	 * The wildcard below this name, RFC 4592 section 2.1.1.
	 * @return the name; {@code null} if it would be too long
	 */
	public @Nullable WireName wildcard() {
		return join(new byte[] { 1, '*' }, 0, 2, this);
	}

	/**
	 * How many bytes it has on the wire.
	 * @return the number, 1 to 255
	 */
	public int length() {
		return this.bytes.length;
	}

	/**
	 * How many labels it has, that of the root aside.
	 * @return the number, 0 to 127
	 */
	public int labels() {
		int count = 0;
		for (int i = 0; this.bytes[i] != 0; i += 1 + this.bytes[i]) {
			count++;
		}
		return count;
	}

	/**
	 * Whether it is the root.
	 * @return whether it is
	 */
	public boolean isRoot() {
		return this.bytes.length == 1;
	}

	/**
	 * Whether its first label is an asterisk.
	 * @return whether it is a wildcard
	 */
	public boolean isWildcard() {
		return this.bytes[0] == 1 && this.bytes[1] == '*';
	}

	/**
	 * The name without its first label.
	 * @return the name
	 * @throws IllegalStateException if this is the root
	 */
	public WireName parent() {
		if (isRoot()) {
			throw new IllegalStateException("Nothing is above the root");
		}
		return new WireName(Arrays.copyOfRange(this.bytes, 1 + this.bytes[0], this.bytes.length));
	}

	/**
	 * Whether this name is another or below it.
	 * @param other the other
	 * @return whether it is so
	 */
	public boolean isWithin(WireName other) {
		int start = 0;
		while (this.bytes.length - start > other.bytes.length) {
			start += 1 + this.bytes[start];
		}
		return this.bytes.length - start == other.bytes.length
				&& Letters.equal(this.bytes, start, other.bytes, 0, other.bytes.length);
	}

	/**
	 * The bytes of the name.
	 * @return a copy
	 */
	public byte[] toBytes() {
		return this.bytes.clone();
	}

	byte[] bytes() {
		return this.bytes;
	}

	@Override
	public boolean equals(Object other) {
		return this == other
				|| (other instanceof WireName name && name.hash == this.hash && name.bytes.length == this.bytes.length
						&& Letters.equal(this.bytes, 0, name.bytes, 0, this.bytes.length));
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	/**
	 * The name as in a zone file, RFC 1035 section 5.1: absolute, special bytes escaped.
	 */
	@Override
	public String toString() {
		if (isRoot()) {
			return ".";
		}
		StringBuilder text = new StringBuilder();
		for (int i = 0; this.bytes[i] != 0; i += 1 + this.bytes[i]) {
			for (int k = i + 1; k <= i + this.bytes[i]; k++) {
				append(text, this.bytes[k] & 0xff);
			}
			text.append('.');
		}
		return text.toString();
	}

	private static void append(StringBuilder text, int letter) {
		if (letter <= ' ' || letter > '~') {
			text.append('\\').append(String.valueOf(1000 + letter), 1, 4);
			return;
		}
		if (".\\\"();@$".indexOf(letter) >= 0) {
			text.append('\\');
		}
		text.append((char) letter);
	}

}
