package dev.torsion.cred.service;

/**
 * An account has been changed, and its store has it. What other nodes must hear is heard
 * through this event.
 *
 * @param name the name of the account
 * @param change what has been changed
 */
public record AccountChangedEvent(String name, Change change) {

	/** What can be changed. */
	public enum Change {

		/** There is a new account. */
		CREATED(false),

		/** It may be used from now on. */
		ENABLED(false),

		/** It may not be used any more. */
		DISABLED(true),

		/** It is gone. */
		DELETED(true),

		/** It has another password. */
		PASSWORD(true),

		/** It has other roles. */
		ROLES(true),

		/** It has a further key, certificate or app password. */
		SECRET_ADDED(false),

		/** It has a key, certificate or app password less. */
		SECRET_REMOVED(true);

		private final boolean endingSessions;

		Change(boolean endingSessions) {
			this.endingSessions = endingSessions;
		}

		/**
		 * Whether those who are logged in have to do so anew, because they might not be
		 * let in any more, or not with the same rights.
		 * @return whether their sessions end
		 */
		public boolean isEndingSessions() {
			return this.endingSessions;
		}

	}

}
