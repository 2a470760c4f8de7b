package dev.torsion.mail.store;

/**
 * The system flags of a message, RFC 3501 section 2.3.2.
 */
public enum Flag {

	/** Has been answered. */
	ANSWERED,

	/** Is to be removed by the next expunge. */
	DELETED,

	/** Is not finished. */
	DRAFT,

	/** Is urgent or special. */
	FLAGGED,

	/** Has been read. */
	SEEN

}
