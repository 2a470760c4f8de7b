package dev.torsion.names.session;

import java.util.concurrent.atomic.LongAdder;

import dev.torsion.names.DnsTransport;

/**
 * How many queries were answered, by transport and outcome. Safe for use by many threads.
 */
public final class QueryCounts {

	/** Outcomes that are counted, those of 4 bits and BADVERS to BADCOOKIE. */
	public static final int OUTCOMES = 24;

	private final LongAdder[][] counts = new LongAdder[DnsTransport.values().length][OUTCOMES];

	private final LongAdder ignored = new LongAdder();

	private final LongAdder truncated = new LongAdder();

	/**
	 * Creates the counts, all zero.
	 */
	public QueryCounts() {
		for (LongAdder[] row : this.counts) {
			for (int i = 0; i < OUTCOMES; i++) {
				row[i] = new LongAdder();
			}
		}
	}

	void count(DnsTransport transport, int rcode) {
		this.counts[transport.ordinal()][Math.min(rcode, OUTCOMES - 1)].increment();
	}

	void countIgnored() {
		this.ignored.increment();
	}

	void countTruncated() {
		this.truncated.increment();
	}

	/**
	 * How many queries had an outcome.
	 * @param transport how they came
	 * @param rcode the outcome
	 * @return the number
	 */
	public long answered(DnsTransport transport, int rcode) {
		return this.counts[transport.ordinal()][rcode].sum();
	}

	/**
	 * How many messages were no requests, and got no answer.
	 * @return the number
	 */
	public long ignored() {
		return this.ignored.sum();
	}

	/**
	 * How many answers were cut off.
	 * @return the number
	 */
	public long truncated() {
		return this.truncated.sum();
	}

}
