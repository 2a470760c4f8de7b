package dev.torsion.conch.transport.startup;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.torsion.conch.connection.ConnectionOutcome;
import dev.torsion.net.ConnectionError;
import org.jspecify.annotations.Nullable;

/**
 * A connection until somebody has logged in over it. Safe to use from any thread.
 */
public final class Visit {

	private final @Nullable Refusal refusal;

	private final Runnable left;

	private final Consumer<ConnectionOutcome> penalty;

	private final AtomicBoolean over;

	private Visit(@Nullable Refusal refusal, Runnable left, Consumer<ConnectionOutcome> penalty) {
		this.refusal = refusal;
		this.left = left;
		this.penalty = penalty;
		this.over = new AtomicBoolean(refusal != null);
	}

	static Visit refused(String words, ConnectionError error) {
		return new Visit(new Refusal(words, error), () -> {
		}, (outcome) -> {
		});
	}

	static Visit begun(Runnable left, Consumer<ConnectionOutcome> penalty) {
		return new Visit(null, left, penalty);
	}

	/**
	 * Why it is over before it has begun.
	 * @return the refusal, {@code null} if there is none
	 */
	public @Nullable Refusal refusal() {
		return this.refusal;
	}

	/**
	 * Somebody has logged in.
	 */
	public void loggedIn() {
		if (this.over.compareAndSet(false, true)) {
			this.left.run();
		}
	}

	/**
	 * The connection has ended. Without meaning after a login.
	 * @param outcome how
	 */
	public void ended(ConnectionOutcome outcome) {
		if (this.over.compareAndSet(false, true)) {
			this.left.run();
			this.penalty.accept(outcome);
		}
	}

	/**
	 * A refusal.
	 *
	 * @param words what the peer is told, a line as RFC 4253 section 4.2 allows it before
	 * the identification
	 * @param error what it is counted as
	 */
	public record Refusal(String words, ConnectionError error) {

	}

}
