package dev.torsion.names.zone;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import dev.torsion.names.wire.RecordLayout;
import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;

/**
 * The records of one type that a name owns (RFC 2181 section 5), as on the wire: the data
 * of each after its length, names uncompressed. Immutable.
 */
public final class RRset {

	private static final int MAX_RDATA = 65_535;

	private final int type;

	private final int ttl;

	private final byte[] data;

	private RRset(int type, int ttl, byte[] data) {
		this.type = type;
		this.ttl = ttl;
		this.data = data;
	}

	/**
	 * A set of one record.
	 * @param type the number of the type
	 * @param ttl the time to live in seconds, 0 to 2^31-1
	 * @param rdata its data, at most 65,535 bytes
	 * @return the set
	 */
	public static RRset of(int type, int ttl, byte[] rdata) {
		return new RRset(type, ttl, append(new byte[0], rdata));
	}

	/**
	 * A set of many records, of which those that are the same are one.
	 * @param type the number of the type
	 * @param ttl the time to live in seconds, 0 to 2^31-1
	 * @param rdatas their data, at least one, each of at most 65,535 bytes
	 * @return the set
	 */
	public static RRset of(int type, int ttl, Collection<byte[]> rdatas) {
		Iterator<byte[]> each = rdatas.iterator();
		Growing set = new Growing(of(type, ttl, each.next()));
		each.forEachRemaining((rdata) -> set.add(rdata, ttl));
		return set.set();
	}

	private static byte[] append(byte[] data, byte[] rdata) {
		if (rdata.length > MAX_RDATA) {
			throw new IllegalArgumentException("A record of " + rdata.length + " bytes");
		}
		byte[] bytes = Arrays.copyOf(data, data.length + 2 + rdata.length);
		bytes[data.length] = (byte) (rdata.length >> 8);
		bytes[data.length + 1] = (byte) rdata.length;
		System.arraycopy(rdata, 0, bytes, data.length + 2, rdata.length);
		return bytes;
	}

	/**
	 * With one more record; a record that is there already changes nothing but the TTL.
	 * @param rdata its data
	 * @param ttl the TTL of the whole set from here on
	 * @return the set
	 */
	public RRset with(byte[] rdata, int ttl) {
		byte[] bytes = contains(rdata) ? this.data : append(this.data, rdata);
		return new RRset(this.type, ttl, bytes);
	}

	/**
	 * Without a record.
	 * @param rdata its data
	 * @return the set; {@code null} if no record is left
	 */
	public @Nullable RRset without(byte[] rdata) {
		List<byte[]> left = new ArrayList<>(rdatas());
		left.removeIf((other) -> Arrays.equals(other, rdata));
		return left.isEmpty() ? null : of(this.type, this.ttl, left);
	}

	/**
	 * Whether a record is in the set.
	 * @param rdata its data
	 * @return whether it is
	 */
	public boolean contains(byte[] rdata) {
		return contains(this.data, this.data.length, rdata);
	}

	private static boolean contains(byte[] data, int length, byte[] rdata) {
		for (int start = 0; start < length; start = next(data, start)) {
			if (Arrays.equals(data, start + 2, next(data, start), rdata, 0, rdata.length)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The data of each record.
	 * @return copies of the data, in order
	 */
	public List<byte[]> rdatas() {
		List<byte[]> all = new ArrayList<>();
		for (int start = 0; start < this.data.length; start = next(start)) {
			all.add(Arrays.copyOfRange(this.data, start + 2, next(start)));
		}
		return all;
	}

	/**
	 * How many records there are.
	 * @return the number, at least 1
	 */
	public int size() {
		int count = 0;
		for (int start = 0; start < this.data.length; start = next(start)) {
			count++;
		}
		return count;
	}

	/**
	 * Where the record after another begins.
	 * @param start where a record begins, at its length
	 * @return the index of the length of the next; {@code data().length} after the last
	 */
	public int next(int start) {
		return next(this.data, start);
	}

	private static int next(byte[] data, int start) {
		return start + 2 + ((data[start] & 0xff) << 8 | (data[start + 1] & 0xff));
	}

	/**
	 * The name in the data of a record.
	 * @param start where the record begins, at its length
	 * @return the first name in its data
	 */
	public WireName target(int start) {
		return WireName.of(this.data, start + 2 + RecordLayout.of(this.type).prefix());
	}

	/**
	 * The number of the type.
	 * @return the number, 1 to 65,535
	 */
	public int type() {
		return this.type;
	}

	/**
	 * The time to live.
	 * @return the time in seconds
	 */
	public int ttl() {
		return this.ttl;
	}

	/**
	 * The same records with another TTL.
	 * @param ttl the time in seconds
	 * @return the set
	 */
	public RRset withTtl(int ttl) {
		return (ttl == this.ttl) ? this : new RRset(this.type, ttl, this.data);
	}

	/**
	 * All records, each after its length of two bytes.
	 * @return the array itself, which must not be changed
	 */
	public byte[] data() {
		return this.data;
	}

	/**
	 * A set that grows by one record at a time, without a copy of those before; to be
	 * used by one thread.
	 */
	static final class Growing {

		/** Up to here looking through the records costs no more than a table of them. */
		private static final int FEW = 16;

		private final int type;

		private int ttl;

		private byte[] data;

		private int length;

		private int size;

		private @Nullable Set<ByteBuffer> known;

		Growing(RRset first) {
			this.type = first.type;
			this.ttl = first.ttl;
			this.data = first.data;
			this.length = first.data.length;
			this.size = first.size();
		}

		int type() {
			return this.type;
		}

		int ttl() {
			return this.ttl;
		}

		int size() {
			return this.size;
		}

		/**
		 * Adds a record unless it is there. Records of one type get the lowest TTL of all
		 * (RFC 2181 section 5.2).
		 */
		void add(byte[] rdata, int ttl) {
			this.ttl = Math.min(this.ttl, ttl);
			if (contains(rdata)) {
				return;
			}
			if (rdata.length > MAX_RDATA) {
				throw new IllegalArgumentException("A record of " + rdata.length + " bytes");
			}
			int end = this.length + 2 + rdata.length;
			if (end > this.data.length) {
				this.data = Arrays.copyOf(this.data, Math.max(end, this.data.length + (this.data.length >> 1)));
			}
			this.data[this.length] = (byte) (rdata.length >> 8);
			this.data[this.length + 1] = (byte) rdata.length;
			System.arraycopy(rdata, 0, this.data, this.length + 2, rdata.length);
			this.length = end;
			this.size++;
			if (this.known != null) {
				this.known.add(ByteBuffer.wrap(rdata));
			}
		}

		private boolean contains(byte[] rdata) {
			if (this.size <= FEW) {
				return RRset.contains(this.data, this.length, rdata);
			}
			if (this.known == null) {
				this.known = new HashSet<>();
				for (byte[] other : set().rdatas()) {
					this.known.add(ByteBuffer.wrap(other));
				}
			}
			return this.known.contains(ByteBuffer.wrap(rdata));
		}

		/** The set of the records so far. */
		RRset set() {
			return new RRset(this.type, this.ttl, Arrays.copyOf(this.data, this.length));
		}

	}

}
