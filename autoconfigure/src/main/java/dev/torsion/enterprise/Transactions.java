package dev.torsion.enterprise;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import dev.torsion.enterprise.lending.Lender;
import dev.torsion.enterprise.lending.LenderTransactions;
import io.r2dbc.spi.IsolationLevel;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionContextManager;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Runs interactions in Spring's transactions, and again after a serialization failure.
 */
final class Transactions {

	/** Before the first retry; doubles with each, and is up to half more or less. */
	private static final Duration BACKOFF = Duration.ofMillis(5);

	private static final Duration LONGEST_BACKOFF = Duration.ofMillis(500);

	private static final Map<IsolationLevel, Integer> ISOLATIONS = Map.of(IsolationLevel.READ_UNCOMMITTED,
			TransactionDefinition.ISOLATION_READ_UNCOMMITTED, IsolationLevel.READ_COMMITTED,
			TransactionDefinition.ISOLATION_READ_COMMITTED, IsolationLevel.REPEATABLE_READ,
			TransactionDefinition.ISOLATION_REPEATABLE_READ, IsolationLevel.SERIALIZABLE,
			TransactionDefinition.ISOLATION_SERIALIZABLE);

	private final Lender lender;

	private final LenderTransactions spring;

	Transactions(Lender lender) {
		this.lender = lender;
		this.spring = new LenderTransactions(lender);
	}

	<T> Mono<T> run(Interaction how, Supplier<Mono<T>> work) {
		Deadline deadline = (how.timeout() != null) ? Deadline.in(how.timeout()) : Deadline.none();
		Mono<T> once = deadline.hold(inTransaction(definition(how), work).onErrorMap(DataErrors::translate));
		if (how.retries() == 0) {
			return once;
		}
		Mono<T> repeated = once.retryWhen(Retry.backoff(how.retries(), BACKOFF)
			.maxBackoff(LONGEST_BACKOFF)
			.filter(Transactions::isWorthRetrying)
			.onRetryExhaustedThrow((retry, signal) -> signal.failure()));
		return isJoining().flatMap((joining) -> joining ? once : repeated);
	}

	/**
	 * As Spring's operator does it, but that one tells a failure of the rollback instead
	 * of what was the reason for it.
	 */
	private <T> Mono<T> inTransaction(TransactionDefinition definition, Supplier<Mono<T>> work) {
		return Mono
			.usingWhen(this.spring.getReactiveTransaction(definition), (transaction) -> work.get(), this.spring::commit,
					(transaction, error) -> this.spring.rollback(transaction).onErrorComplete(), this.spring::rollback)
			.onErrorMap(Transactions::commitFailure)
			.contextWrite(TransactionContextManager.getOrCreateContext())
			.contextWrite(TransactionContextManager.getOrCreateContextHolder());
	}

	/** Reactor wraps it. */
	private static Throwable commitFailure(Throwable error) {
		String message = error.getMessage();
		Throwable cause = error.getCause();
		return (cause != null && message != null && message.startsWith("Async resource cleanup failed")) ? cause
				: error;
	}

	/**
	 * What has failed in a transaction that others have begun is theirs to begin again.
	 */
	private Mono<Boolean> isJoining() {
		return TransactionSynchronizationManager.forCurrentTransaction()
			.map((transaction) -> transaction.hasResource(this.lender))
			.onErrorReturn(NoTransactionException.class, false);
	}

	private static TransactionDefinition definition(Interaction how) {
		DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
		definition.setReadOnly(how.readOnly());
		if (how.isolation() != null) {
			Integer isolation = ISOLATIONS.get(how.isolation());
			if (isolation == null) {
				throw new IllegalArgumentException("Not an isolation of SQL: " + how.isolation().asSql());
			}
			definition.setIsolationLevel(isolation);
		}
		return definition;
	}

	private static boolean isWorthRetrying(Throwable error) {
		return error instanceof CannotAcquireLockException;
	}

}
