package dev.torsion.words;

/**
 * What a member is in a room beside being in it, the least first. A member may have
 * several.
 */
public enum Role {

	/** Nothing else. */
	MEMBER,

	/** May speak where not everybody may. */
	VOICE,

	/** May give voice, set the topic and make plain members leave. */
	HALF_OPERATOR,

	/** Sets the rules. */
	OPERATOR

}
