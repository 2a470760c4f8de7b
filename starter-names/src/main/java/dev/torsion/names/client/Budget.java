package dev.torsion.names.client;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many queries one answer may still cost, whatever others have put into their
 * delegations and aliases (CAMP, NXNSAttack). Safe for use by many threads.
 */
public final class Budget {

	private final AtomicInteger left;

	/**
	 * Creates a budget.
	 * @param queries most queries to other servers
	 */
	public Budget(int queries) {
		this.left = new AtomicInteger(queries);
	}

	/**
	 * Takes one query from the budget.
	 * @return {@code false} if there is none left
	 */
	public boolean spend() {
		return this.left.getAndDecrement() > 0;
	}

}
