package dev.torsion.names.session.limit;

/**
 * What becomes of a response.
 */
public enum Verdict {

	/** It is sent. */
	ANSWER,

	/**
	 * An empty one is sent in its place, truncated, so that a client who has really asked
	 * comes again over TCP.
	 */
	SLIP,

	/** Nothing is sent. */
	DROP

}
