package dev.torsion.words.irc.session;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many of those who have come in by IRC are what. Safe to use from any thread.
 */
public final class UserCounts {

	private final AtomicInteger unregistered = new AtomicInteger();

	private final AtomicInteger invisible = new AtomicInteger();

	private final AtomicInteger operators = new AtomicInteger();

	private final LongAdder refused = new LongAdder();

	private final LongAdder held = new LongAdder();

	UserCounts() {
	}

	/**
	 * How often somebody was not let in, or not with a nickname, by those who have a say.
	 * @return the number since the start
	 */
	public long refusals() {
		return this.refused.sum();
	}

	/**
	 * How many commands had to wait because their client was too fast.
	 * @return the number since the start
	 */
	public long commandsHeld() {
		return this.held.sum();
	}

	void refused() {
		this.refused.increment();
	}

	void held() {
		this.held.increment();
	}

	/**
	 * How many are connected and have not come in yet.
	 * @return the number
	 */
	public int unregistered() {
		return this.unregistered.get();
	}

	/**
	 * How many are not to be found.
	 * @return the number
	 */
	public int invisible() {
		return this.invisible.get();
	}

	/**
	 * How many are operators of the server.
	 * @return the number
	 */
	public int operators() {
		return this.operators.get();
	}

	void unregistered(boolean more) {
		count(this.unregistered, more);
	}

	void invisible(boolean more) {
		count(this.invisible, more);
	}

	void operator(boolean more) {
		count(this.operators, more);
	}

	private static void count(AtomicInteger counter, boolean more) {
		counter.addAndGet(more ? 1 : -1);
	}

}
