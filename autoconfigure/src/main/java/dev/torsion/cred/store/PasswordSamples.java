package dev.torsion.cred.store;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One password of each encoding in a store that has to be asked for them: remembered, and
 * asked for in the background. Never more than one question is under way.
 */
final class PasswordSamples {

	private static final Log logger = LogFactory.getLog(PasswordSamples.class);

	private static final Duration LIFE = Duration.ofMinutes(1);

	private static final Duration RETRY = Duration.ofSeconds(5);

	private final Mono<Map<String, String>> source;

	private final LongSupplier clock;

	private final AtomicBoolean asking = new AtomicBoolean();

	private volatile @Nullable Map<String, String> known;

	private volatile boolean stale;

	private volatile long due;

	/**
	 * Creates the memory.
	 * @param source asks for one password of each encoding, by their encodings
	 * @param clock the time in nanoseconds
	 */
	PasswordSamples(Mono<Map<String, String>> source, LongSupplier clock) {
		this.source = source;
		this.clock = clock;
		this.due = clock.getAsLong();
	}

	/**
	 * What is known, now.
	 * @return one password of each encoding; empty until there has been an answer
	 */
	Optional<Collection<String>> get() {
		if (this.clock.getAsLong() - this.due >= 0 && this.asking.compareAndSet(false, true)) {
			this.stale = false;
			this.source.subscribe(this::learn, this::failed);
		}
		Map<String, String> known = this.known;
		return (known != null) ? Optional.of(known.values()) : Optional.empty();
	}

	/**
	 * A password has been changed: it may be the first of its encoding, or have been the
	 * last of another.
	 * @param encoded what it is now
	 */
	void changed(String encoded) {
		Map<String, String> known = this.known;
		if (known == null || known.size() > 1 || !known.containsKey(SecretRow.encoding(encoded))) {
			this.stale = true;
			this.due = this.clock.getAsLong();
			get();
		}
	}

	private void learn(Map<String, String> samples) {
		this.known = Map.copyOf(samples);
		answered(LIFE);
	}

	private void failed(Throwable cause) {
		// Those who log in meet the same failure, and that is logged
		logger.debug("Failed to ask how passwords are encoded", cause);
		answered(RETRY);
	}

	private void answered(Duration pause) {
		this.due = this.clock.getAsLong() + (this.stale ? 0 : pause.toNanos());
		this.asking.set(false);
	}

}
