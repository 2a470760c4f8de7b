package dev.torsion.enterprise.lending;

import org.jspecify.annotations.Nullable;

/**
 * The request for a connection by what begins a transaction.
 */
final class Claim {

	private @Nullable Acquisition acquisition;

	private boolean abandoned;

	void made(Acquisition acquisition) {
		boolean late;
		synchronized (this) {
			this.acquisition = acquisition;
			late = this.abandoned;
		}
		if (late) {
			acquisition.abandon();
		}
	}

	/** Does nothing once the connection is there. */
	void abandon() {
		Acquisition made;
		synchronized (this) {
			this.abandoned = true;
			made = this.acquisition;
		}
		if (made != null) {
			made.abandon();
		}
	}

}
