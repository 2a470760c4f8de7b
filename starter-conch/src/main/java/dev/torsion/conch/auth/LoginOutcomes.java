package dev.torsion.conch.auth;

import dev.torsion.conch.SshConnection;

/**
 * Is told how peers fare that want to log in, so that those that fail can be kept away.
 * Called on the connection's scheduler.
 */
public interface LoginOutcomes {

	/**
	 * Tells nobody.
	 */
	LoginOutcomes IGNORED = new LoginOutcomes() {

		@Override
		public void failed(SshConnection connection) {
		}

		@Override
		public void gaveUp(SshConnection connection) {
		}

	};

	/**
	 * A peer has failed to prove who it is. Whether there is such an account is not told.
	 * @param connection the connection, over which nobody has logged in yet
	 */
	void failed(SshConnection connection);

	/**
	 * A peer has gone without having tried anything.
	 * @param connection the connection
	 */
	void gaveUp(SshConnection connection);

}
