package dev.torsion.mail;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What has become of a step so far.
 */
public final class Outcome {

	private boolean complete;

	private @Nullable Throwable failure;

	private Outcome() {
	}

	/**
	 * Takes a step.
	 * @param step the step
	 * @return what becomes of it
	 */
	public static Outcome of(Mono<?> step) {
		Outcome outcome = new Outcome();
		step.subscribe(null, (failure) -> outcome.failure = failure, () -> outcome.complete = true);
		return outcome;
	}

	public boolean isPending() {
		return !this.complete && this.failure == null;
	}

	public boolean isComplete() {
		return this.complete;
	}

	public @Nullable Throwable failure() {
		return this.failure;
	}

}
