package dev.torsion.enterprise;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import dev.torsion.enterprise.lending.Lender;
import dev.torsion.enterprise.lending.LenderTransactions;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.R2dbcException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
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
		TransactionalOperator operator = TransactionalOperator.create(this.spring, definition(how));
		Mono<T> once = deadline.hold(operator.transactional(Mono.defer(work)).onErrorMap(DataErrors::translate));
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

	/** Serialization failure, deadlock; MariaDB's deadlock has SQLSTATE 40001 too. */
	private static boolean isWorthRetrying(Throwable error) {
		for (Throwable cause = error; cause != null; cause = cause.getCause()) {
			if (cause instanceof R2dbcException ex) {
				return "40001".equals(ex.getSqlState()) || "40P01".equals(ex.getSqlState())
						|| ex.getErrorCode() == 1213;
			}
		}
		return false;
	}

}
