package dev.torsion.names.client.cache;

/**
 * Something that is remembered.
 *
 * @param finding what it is, with the TTLs of now
 * @param freshness whether its time is over
 */
public record Hit(Finding finding, Freshness freshness) {

	/**
	 * Whether the time is over.
	 * @return whether it may be answered only when nothing better is to be had
	 */
	public boolean isStale() {
		return this.freshness == Freshness.STALE;
	}

	/** Whether its time is over. */
	public enum Freshness {

		/** Good. */
		FRESH,

		/** In the last tenth of its time: to be asked for anew before it is missed. */
		DUE,

		/** Over. */
		STALE

	}

}
