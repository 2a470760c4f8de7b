package dev.torsion.words.autoconfigure.history;

import dev.torsion.words.history.database.R2dbcHistoryStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How the database keeps up, as meters. They are read when they are asked for.
 */
final class WordsHistoryMetrics implements MeterBinder {

	private final R2dbcHistoryStore store;

	WordsHistoryMetrics(R2dbcHistoryStore store) {
		this.store = store;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("network.words.history.lost", this.store, R2dbcHistoryStore::lost)
			.description("Entries that could not be kept")
			.register(registry);
		Gauge.builder("network.words.history.waiting", this.store, R2dbcHistoryStore::waiting)
			.description("Entries that wait to be written")
			.register(registry);
	}

}
