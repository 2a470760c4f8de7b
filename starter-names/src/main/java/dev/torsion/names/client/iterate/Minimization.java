package dev.torsion.names.client.iterate;

import dev.torsion.names.DnsQuestion;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * How much of a name each server is told, RFC 9156: one label more than its zone has, or
 * several where names are so long that it would take too many queries. Where a server
 * denies what it has been told of, it is told the whole: some deny that names without
 * records exist, though there are others below them.
 */
final class Minimization {

	/** MAX_MINIMISE_COUNT and MINIMISE_ONE_LAB of RFC 9156 section 2.3. */
	private static final int MAX_STEPS = 10;

	private static final int SINGLE_STEPS = 4;

	private final DnsQuestion question;

	private int labels;

	private int steps;

	private boolean whole;

	Minimization(DnsQuestion question) {
		this.question = question;
	}

	/** What to ask a server of a zone. */
	DnsQuestion next(Name zone) {
		int all = this.question.name().labels();
		int known = Math.max(zone.labels(), this.labels);
		int left = all - known;
		if (this.whole || this.steps >= MAX_STEPS || left <= 1) {
			this.whole = true;
			return this.question;
		}
		int more = (this.steps < SINGLE_STEPS) ? 1 : (left + MAX_STEPS - this.steps - 1) / (MAX_STEPS - this.steps);
		this.steps++;
		this.labels = known + more;
		if (this.labels >= all) {
			this.whole = true;
			return this.question;
		}
		return DnsQuestion.of(new Name(this.question.name(), all - this.labels), Type.A);
	}

	boolean isWhole() {
		return this.whole;
	}

	void giveUp() {
		this.whole = true;
	}

	/** A server that is asked anew is not told more than before. */
	void referred(Name zone) {
		this.labels = zone.labels();
		this.whole = false;
	}

}
