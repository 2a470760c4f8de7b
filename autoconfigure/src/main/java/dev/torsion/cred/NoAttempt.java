package dev.torsion.cred;

/**
 * An attempt that nobody counts.
 */
enum NoAttempt implements LoginThrottle.Attempt {

	INSTANCE;

	@Override
	public void succeeded() {
	}

	@Override
	public void failed() {
	}

	@Override
	public void abandoned() {
	}

}
