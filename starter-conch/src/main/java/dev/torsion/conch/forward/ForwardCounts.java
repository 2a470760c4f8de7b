package dev.torsion.conch.forward;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs and counts decisions, and hands them on. Safe for use by many threads.
 */
public final class ForwardCounts implements Consumer<ForwardEvent> {

	private static final Log logger = LogFactory.getLog(ForwardCounts.class);

	private final Map<ForwardEvent.Kind, Map<ForwardEvent.Outcome, LongAdder>> counts = new EnumMap<>(
			ForwardEvent.Kind.class);

	private final Consumer<? super ForwardEvent> next;

	/**
	 * Starts to count.
	 * @param next who else is told
	 */
	public ForwardCounts(Consumer<? super ForwardEvent> next) {
		this.next = next;
		for (ForwardEvent.Kind kind : ForwardEvent.Kind.values()) {
			Map<ForwardEvent.Outcome, LongAdder> outcomes = new EnumMap<>(ForwardEvent.Outcome.class);
			for (ForwardEvent.Outcome outcome : ForwardEvent.Outcome.values()) {
				outcomes.put(outcome, new LongAdder());
			}
			this.counts.put(kind, outcomes);
		}
	}

	@Override
	public void accept(ForwardEvent event) {
		logger.info(event);
		this.counts.getOrDefault(event.kind(), Map.of()).getOrDefault(event.outcome(), new LongAdder()).increment();
		this.next.accept(event);
	}

	/**
	 * How many decisions there were.
	 * @param kind what was asked for
	 * @param outcome what has become of it
	 * @return the number
	 */
	public long count(ForwardEvent.Kind kind, ForwardEvent.Outcome outcome) {
		return this.counts.getOrDefault(kind, Map.of()).getOrDefault(outcome, new LongAdder()).sum();
	}

}
