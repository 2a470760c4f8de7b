package dev.torsion.conch.transport.startup;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.torsion.conch.connection.ConnectionOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What addresses have to wait because of what came from them. Safe for use by many
 * threads; no call takes longer than a look into a table.
 */
final class SourcePenalties {

	private final Penalties penalties;

	private final LongSupplier nanoTime;

	private final Map<Object, Penalty> sources;

	SourcePenalties(Penalties penalties, LongSupplier nanoTime) {
		this.penalties = penalties;
		this.nanoTime = nanoTime;
		this.sources = new LinkedHashMap<>() {

			@Override
			protected boolean removeEldestEntry(Map.Entry<Object, Penalty> eldest) {
				return size() > penalties.maxSources();
			}

		};
	}

	/**
	 * Adds to what an address has to wait.
	 * @param source the address
	 * @param outcome how a connection from there has ended
	 */
	synchronized void add(Object source, ConnectionOutcome outcome) {
		Duration penalty = this.penalties.of(outcome);
		if (penalty.isZero()) {
			return;
		}
		// Taken out, so that it becomes the youngest
		Penalty before = this.sources.remove(source);
		long left = (before != null) ? Math.max(0, left(before)) : 0;
		boolean counts = before != null && before.counts() && left > 0;
		long sum = Math.min(left + penalty.toNanos(), this.penalties.max().toNanos());
		this.sources.put(source,
				new Penalty(this.nanoTime.getAsLong() + sum, counts || sum >= this.penalties.min().toNanos()));
	}

	/**
	 * Whether an address has to wait.
	 * @param source the address
	 * @return whether it has
	 */
	synchronized boolean counts(Object source) {
		@Nullable Penalty penalty = this.sources.get(source);
		if (penalty == null) {
			return false;
		}
		if (left(penalty) <= 0) {
			this.sources.remove(source);
			return false;
		}
		return penalty.counts();
	}

	synchronized int size() {
		return this.sources.size();
	}

	private long left(Penalty penalty) {
		return penalty.until() - this.nanoTime.getAsLong();
	}

	private record Penalty(long until, boolean counts) {

	}

}
