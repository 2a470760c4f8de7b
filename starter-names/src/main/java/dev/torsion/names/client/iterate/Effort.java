package dev.torsion.names.client.iterate;

import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.Budget;
import dev.torsion.names.client.upstream.UpstreamException;
import dev.torsion.names.client.upstream.UpstreamException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What one iteration has cost so far, and those for whose sake it runs.
 *
 * @param question what is looked for
 * @param budget what the whole answer may cost
 * @param targets how many name servers may still be looked up for it
 * @param sent how many queries of its own have been sent
 * @param parent the iteration that needs this one, {@code null} for none
 */
record Effort(DnsQuestion question, Budget budget, AtomicInteger targets, AtomicInteger sent, @Nullable Effort parent) {

	/** As Unbound has it, for an answer in all. */
	private static final int MAX_TARGETS = 64;

	static Effort of(DnsQuestion question, Budget budget) {
		return new Effort(question, budget, new AtomicInteger(MAX_TARGETS), new AtomicInteger(), null);
	}

	/**
	 * Looks something up that this one needs.
	 * @param needed what is needed
	 * @param maxDepth how deep that may go
	 * @return the effort for that
	 * @throws UpstreamException if it is too deep, goes round in a circle, or is too much
	 */
	Effort below(DnsQuestion needed, int maxDepth) throws UpstreamException {
		int depth = 0;
		for (Effort effort = this; effort != null; effort = effort.parent()) {
			if (effort.question().equals(needed) || ++depth > maxDepth) {
				throw new UpstreamException(Reason.USELESS, needed + " depends on itself, or on too much");
			}
		}
		if (this.targets.getAndDecrement() <= 0) {
			throw new UpstreamException(Reason.LIMIT, this.question + " depends on too many name servers");
		}
		return new Effort(needed, this.budget, this.targets, new AtomicInteger(), this);
	}

	boolean spend(int maxSent) {
		return this.sent.incrementAndGet() <= maxSent && this.budget.spend();
	}

}
