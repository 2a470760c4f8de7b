package dev.torsion.names.client.upstream;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is known of one server: how fast it is (smoothed as in RFC 6298), and what it does
 * not know.
 */
final class ServerState {

	/** Nobody is waited for longer, whatever his silence. */
	private static final Duration MAX_TIMEOUT = Duration.ofSeconds(3);

	private static final int MAX_DOUBLINGS = 4;

	/** A server that is silent goes behind all those that are not. */
	private static final double SILENCE = 5000;

	/** Others become more attractive, so that all of them are asked at times. */
	private static final double AGING = 0.98;

	private final AtomicInteger queries = new AtomicInteger();

	private double rtt = -1;

	private double variance;

	private int silences;

	private volatile boolean edns = true;

	private volatile boolean mixedCase = true;

	OutgoingQuery.Manner manner() {
		return new OutgoingQuery.Manner(this.edns, this.mixedCase);
	}

	void withoutEdns() {
		this.edns = false;
	}

	void withoutCase() {
		this.mixedCase = false;
	}

	/** Takes one of the queries that the server may have at a time. */
	boolean enter(int most) {
		if (this.queries.incrementAndGet() > most) {
			this.queries.decrementAndGet();
			return false;
		}
		return true;
	}

	void leave() {
		this.queries.decrementAndGet();
	}

	synchronized void answered(long millis) {
		if (this.rtt < 0) {
			this.rtt = millis;
			this.variance = millis / 2.0;
		}
		else {
			this.variance = 0.75 * this.variance + 0.25 * Math.abs(this.rtt - millis);
			this.rtt = 0.875 * this.rtt + 0.125 * millis;
		}
		this.silences = 0;
	}

	synchronized void silent() {
		this.silences = Math.min(this.silences + 1, MAX_DOUBLINGS);
	}

	/** Less is better; servers that nobody has asked come early, in any order. */
	synchronized double score() {
		double known = (this.rtt >= 0) ? this.rtt : ThreadLocalRandom.current().nextDouble(0, 10);
		return known + this.silences * SILENCE;
	}

	synchronized void passedOver() {
		this.rtt = (this.rtt > 0) ? this.rtt * AGING : this.rtt;
	}

	synchronized Duration timeout(Duration least) {
		long millis = Math.max(least.toMillis(), (this.rtt >= 0) ? (long) (this.rtt + 4 * this.variance) : 0);
		return Duration.ofMillis(Math.min(millis << this.silences, Math.max(MAX_TIMEOUT.toMillis(), least.toMillis())));
	}

}
