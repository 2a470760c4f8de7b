package dev.torsion.enterprise.lending;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Spring's transactions on the connections of a {@link Lender}, of which none is lost
 * when a transaction is cancelled that is about to begin.
 */
public final class LenderTransactions implements ReactiveTransactionManager {

	private final R2dbcTransactionManager spring;

	/**
	 * Creates the transactions.
	 * @param lender where the connections come from
	 */
	public LenderTransactions(Lender lender) {
		this.spring = new R2dbcTransactionManager(lender);
	}

	@Override
	public Mono<ReactiveTransaction> getReactiveTransaction(@Nullable TransactionDefinition definition) {
		return new Beginning(this.spring.getReactiveTransaction(definition), this.spring);
	}

	@Override
	public Mono<Void> commit(ReactiveTransaction transaction) {
		return this.spring.commit(transaction);
	}

	@Override
	public Mono<Void> rollback(ReactiveTransaction transaction) {
		return this.spring.rollback(transaction);
	}

}
