package dev.torsion.enterprise;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;

import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.r2dbc.connection.ConnectionFactoryUtils;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * What a failure of a driver, a pool or a transaction is in Spring's terms.
 */
final class DataErrors {

	private static final String SERIALIZATION_FAILURE = "40001";

	private static final String DEADLOCK_DETECTED = "40P01";

	private static final String QUERY_CANCELED = "57014";

	/** As after a failure, or in one that only reads. */
	private static final String TRANSACTION_STATE = "25";

	private static final int MARIADB_DEADLOCK = 1213;

	private static final int MARIADB_STATEMENT_TIMEOUT = 1969;

	private DataErrors() {
	}

	/**
	 * Translates what drivers, pools and transactions tell; leaves alone what the
	 * application has thrown.
	 */
	static Throwable translate(Throwable error) {
		if (error instanceof DataAccessException || error instanceof R2dbcException) {
			return (cause(error) instanceof R2dbcException cause) ? translate(error, cause) : error;
		}
		if (error instanceof TransactionTimedOutException) {
			return new QueryTimeoutException(message(error), error);
		}
		if (error instanceof CannotCreateTransactionException || error instanceof TransactionSystemException) {
			return (error.getCause() instanceof DataAccessException cause) ? translate(cause)
					: new DataAccessResourceFailureException(message(error), error);
		}
		if (error instanceof IOException || error instanceof RejectedExecutionException) {
			return new DataAccessResourceFailureException(message(error), error);
		}
		return error;
	}

	private static @Nullable Throwable cause(Throwable error) {
		return (error instanceof R2dbcException) ? error : error.getCause();
	}

	/** Drivers do not tell these by types, or by those that mean something else. */
	private static DataAccessException translate(Throwable error, R2dbcException cause) {
		String state = (cause.getSqlState() != null) ? cause.getSqlState() : "";
		int code = cause.getErrorCode();
		if (state.equals(SERIALIZATION_FAILURE) || state.equals(DEADLOCK_DETECTED) || code == MARIADB_DEADLOCK) {
			return new CannotAcquireLockException(message(error), cause);
		}
		if (state.equals(QUERY_CANCELED) || code == MARIADB_STATEMENT_TIMEOUT) {
			return new QueryTimeoutException(message(error), cause);
		}
		if (state.startsWith(TRANSACTION_STATE)) {
			return new InvalidDataAccessResourceUsageException(message(error), cause);
		}
		return (error instanceof DataAccessException known) ? known
				: ConnectionFactoryUtils.convertR2dbcException("Asking the database", null, cause);
	}

	private static String message(Throwable error) {
		return (error.getMessage() != null) ? error.getMessage() : error.toString();
	}

}
