package dev.torsion.conch.autoconfigure.forward;

import java.util.Locale;

import dev.torsion.conch.forward.ForwardCounts;
import dev.torsion.conch.forward.ForwardEvent;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Decisions on what is to be forwarded, as meters.
 */
final class ForwardMetrics implements MeterBinder {

	private final ForwardCounts counts;

	ForwardMetrics(ForwardCounts counts) {
		this.counts = counts;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (ForwardEvent.Kind kind : ForwardEvent.Kind.values()) {
			for (ForwardEvent.Outcome outcome : ForwardEvent.Outcome.values()) {
				FunctionCounter.builder("network.conch.forwards", this.counts, (it) -> it.count(kind, outcome))
					.description("Decisions on connections and listeners to be forwarded")
					.tags("kind", text(kind), "outcome", text(outcome))
					.register(registry);
			}
		}
	}

	private static String text(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
