package dev.torsion.names.session.limit;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import dev.torsion.names.wire.SipHash;

/**
 * Limits how many responses of a kind a network gets over UDP, where anybody can ask in
 * the name of others. Each network has for each kind a bucket of one second's responses;
 * what is too many is still counted, up to {@code window}, so that a flood does not get
 * its share of answers.
 * <p>
 * Memory is bounded: a bucket is a number in a table, and if its place is taken it
 * replaces that which has got the least. Networks cannot be chosen to share a place,
 * since the places follow from a hash with a secret key. Safe for use by many threads,
 * without locks.
 */
public final class ResponseRateLimiter {

	/**
	 * One cache line of the table.
	 */
	private static final int WAYS = 8;

	private static final int TIME_BITS = 40;

	private static final long TIME_MASK = (1L << TIME_BITS) - 1;

	private static final int TAG_SHIFT = 44;

	private static final int ATTEMPTS = 4;

	private static final long SECOND = TimeUnit.SECONDS.toMicros(1);

	private final RateLimits limits;

	private final LongSupplier nanoTime;

	private final SipHash hash;

	/**
	 * Buckets, each a word: 20 bits of the hash of its key, 4 bits that count what is too
	 * much, and the time at which the bucket is full again, in microseconds.
	 */
	private final AtomicLongArray table;

	private final long interval;

	private final long most;

	private final LongAdder slipped = new LongAdder();

	private final LongAdder dropped = new LongAdder();

	/**
	 * A limiter.
	 * @param limits the limits
	 * @param nanoTime the time, as {@link System#nanoTime()} has it
	 * @param hash the hash with a secret key
	 */
	public ResponseRateLimiter(RateLimits limits, LongSupplier nanoTime, SipHash hash) {
		this.limits = limits;
		this.nanoTime = nanoTime;
		this.hash = hash;
		this.table = new AtomicLongArray(Math.max(WAYS, Integer.highestOneBit(2 * limits.maxNetworks() - 1)));
		this.interval = SECOND / limits.responsesPerSecond();
		this.most = SECOND + limits.window().toSeconds() * SECOND;
	}

	/**
	 * Counts a response and decides what becomes of it. Not for clients whose address is
	 * proved, by TCP or by a cookie of the server.
	 * @param client who gets it
	 * @param kind what it is
	 * @param nameHash the hash of the name it is about, as {@link ResponseKind} tells
	 * @return what becomes of it
	 */
	public Verdict check(InetAddress client, ResponseKind kind, int nameHash) {
		if (this.limits.exempt().contains(client)) {
			return Verdict.ANSWER;
		}
		int name = (kind != ResponseKind.ERROR) ? nameHash : 0;
		long key = this.hash.hash(network(client), ((long) kind.ordinal() << 32) | Integer.toUnsignedLong(name));
		return counted(verdict(key));
	}

	/** Others who count at the same time may win, but not for ever. */
	private Verdict verdict(long key) {
		Verdict verdict = Verdict.DROP;
		for (int i = 0; i < ATTEMPTS; i++) {
			long now = TimeUnit.NANOSECONDS.toMicros(this.nanoTime.getAsLong()) & TIME_MASK;
			int place = place(key, now);
			long old = this.table.get(place);
			long taken = this.interval + (isOf(key, old) ? taken(old, now) : 0);
			int over = (taken > SECOND) ? over(old) : 0;
			verdict = (taken <= SECOND) ? Verdict.ANSWER
					: (this.limits.slip() > 0 && over == 0) ? Verdict.SLIP : Verdict.DROP;
			long full = (now + Math.min(taken, this.most)) & TIME_MASK;
			if (this.table.compareAndSet(place, old,
					(key >>> TAG_SHIFT << TAG_SHIFT) | ((long) over << TIME_BITS) | full)) {
				break;
			}
		}
		return verdict;
	}

	private static boolean isOf(long key, long entry) {
		return entry >>> TAG_SHIFT == key >>> TAG_SHIFT;
	}

	/** The place of a key in the table, or else the one that can be spared best. */
	private int place(long key, long now) {
		int first = (int) key & (this.table.length() - 1) & -WAYS;
		int best = first;
		long least = Long.MAX_VALUE;
		for (int i = first; i < first + WAYS; i++) {
			long entry = this.table.get(i);
			if (isOf(key, entry)) {
				return i;
			}
			long taken = taken(entry, now);
			if (taken < least) {
				least = taken;
				best = i;
			}
		}
		return best;
	}

	/** How long a bucket takes to be full; what is further away lies in the past. */
	private long taken(long entry, long now) {
		long taken = ((entry & TIME_MASK) - now) & TIME_MASK;
		return (taken <= this.most) ? taken : 0;
	}

	private int over(long entry) {
		int over = (int) (entry >>> TIME_BITS) & 0xf;
		return (this.limits.slip() > 0) ? (over + 1) % this.limits.slip() : 0;
	}

	private Verdict counted(Verdict verdict) {
		if (verdict == Verdict.SLIP) {
			this.slipped.increment();
		}
		else if (verdict == Verdict.DROP) {
			this.dropped.increment();
		}
		return verdict;
	}

	private long network(InetAddress client) {
		byte[] address = client.getAddress();
		if (address.length == 4) {
			return number(address, 0) & -1L << (32 - this.limits.ipv4Prefix());
		}
		long high = number(address, 0) << 32 | number(address, 4);
		return (high == 0 && number(address, 8) == 0xffff)
				? number(address, 12) & -1L << (32 - this.limits.ipv4Prefix())
				: high & -1L << (64 - this.limits.ipv6Prefix());
	}

	private static long number(byte[] address, int at) {
		return (address[at] & 0xffL) << 24 | (address[at + 1] & 0xff) << 16 | (address[at + 2] & 0xff) << 8
				| (address[at + 3] & 0xff);
	}

	/**
	 * Counts responses that were truncated.
	 * @return how many there were
	 */
	public long slipped() {
		return this.slipped.sum();
	}

	/**
	 * Counts responses that were not sent.
	 * @return how many there were
	 */
	public long dropped() {
		return this.dropped.sum();
	}

}
