package dev.torsion.words;

/**
 * A rule of a room that holds or does not.
 */
public enum RoomFlag {

	/** Only who is invited may come in. */
	INVITE_ONLY,

	/** Only members with a role may speak. */
	MODERATED,

	/** Only members may speak. */
	NO_EXTERNAL,

	/** Only members see that there is such a room. */
	SECRET,

	/** Only operators say what the room is about. */
	TOPIC_PROTECTED,

	/** Nothing but plain text is said. */
	NO_CTCP,

	/** Only who has logged in may come in. */
	REGISTERED_ONLY,

	/** Only who has logged in, or has a role, may speak. */
	REGISTERED_SPEAK

}
