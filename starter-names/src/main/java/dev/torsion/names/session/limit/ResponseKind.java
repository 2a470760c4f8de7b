package dev.torsion.names.session.limit;

/**
 * Responses that are alike, to be counted together.
 */
public enum ResponseKind {

	/**
	 * An answer, or that there is no data; of the name that owns it, which is the
	 * wildcard if it comes from one.
	 */
	ANSWER,

	/** That there is no such name; of the zone, because names are made up for a flood. */
	NXDOMAIN,

	/** Where else to ask; of the zone cut. */
	REFERRAL,

	/** A refusal or a failure, of whatever name. */
	ERROR

}
