package dev.torsion.cred.account;

/**
 * Why an account cannot be changed as asked. That the store cannot be reached at the
 * moment is not one of these.
 */
public abstract sealed class AccountException extends RuntimeException {

	AccountException(String message) {
		super(message);
	}

	/** There is one already: an account of that name, or a secret of that label. */
	public static final class Exists extends AccountException {

		/**
		 * Creates the exception.
		 * @param what what there is, such as {@code account 'bob'}
		 */
		public Exists(String what) {
			super("There is already " + what);
		}

	}

	/** There is no such account, or no such secret of it. */
	public static final class Missing extends AccountException {

		/**
		 * Creates the exception.
		 * @param what what there is not, such as {@code account 'bob'}
		 */
		public Missing(String what) {
			super("There is no " + what);
		}

	}

	/** The store of the account cannot be written, or there is none that can. */
	public static final class ReadOnly extends AccountException {

		/**
		 * Creates the exception.
		 * @param message what cannot be written
		 */
		public ReadOnly(String message) {
			super(message);
		}

	}

	/** An account has as many secrets or roles as it may have. */
	public static final class Full extends AccountException {

		/**
		 * Creates the exception.
		 * @param message which limit
		 */
		public Full(String message) {
			super(message);
		}

	}

}
