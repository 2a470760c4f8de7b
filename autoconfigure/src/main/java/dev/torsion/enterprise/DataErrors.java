package dev.torsion.enterprise;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;

import io.r2dbc.spi.R2dbcException;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.r2dbc.connection.ConnectionFactoryUtils;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * What a failure of a driver, a pool or a transaction is in Spring's terms.
 */
final class DataErrors {

	private DataErrors() {
	}

	/**
	 * Translates what means that the database could not be asked; leaves alone what the
	 * application has thrown.
	 */
	static Throwable translate(Throwable error) {
		if (error instanceof DataAccessException) {
			return error;
		}
		if (error instanceof TransactionTimedOutException) {
			return new QueryTimeoutException(message(error), error);
		}
		if (error instanceof CannotCreateTransactionException || error instanceof TransactionSystemException) {
			return (error.getCause() instanceof DataAccessException cause) ? cause
					: new DataAccessResourceFailureException(message(error), error);
		}
		if (error instanceof R2dbcException ex) {
			return ConnectionFactoryUtils.convertR2dbcException("Asking the database", null, ex);
		}
		if (error instanceof IOException || error instanceof RejectedExecutionException) {
			return new DataAccessResourceFailureException(message(error), error);
		}
		return error;
	}

	private static String message(Throwable error) {
		return (error.getMessage() != null) ? error.getMessage() : error.toString();
	}

}
