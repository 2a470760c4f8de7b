package dev.torsion.words;

/**
 * A room does not let somebody do what it wants to. Its message is English, and meant for
 * whoever wanted it.
 */
public final class RoomException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	/**
	 * Creates an exception without a stack trace.
	 * @param reason why
	 * @param message the same in English
	 */
	public RoomException(Reason reason, String message) {
		super(message, null, false, false);
		this.reason = reason;
	}

	/**
	 * Why it is not let.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why something is not let.
	 */
	public enum Reason {

		/** There is no such room, or none that may be known of. */
		NO_SUCH_ROOM,

		/** No room may be called that. */
		BAD_NAME,

		/** No more rooms are made, or not for this participant. */
		NO_NEW_ROOMS,

		/** It is in as many rooms as it may be. */
		TOO_MANY_ROOMS,

		/** It is not in the room. */
		NOT_A_MEMBER,

		/** It is in the room already. */
		ALREADY_A_MEMBER,

		/** Whom it means is not in the room. */
		NO_SUCH_MEMBER,

		/** It is banned. */
		BANNED,

		/** It is not invited. */
		INVITE_ONLY,

		/** There are as many members as there may be. */
		FULL,

		/** The key is another one. */
		BAD_KEY,

		/** It has not logged in. */
		NOT_LOGGED_IN,

		/** Its account does not have the role. */
		ROLE_MISSING,

		/** It may not speak here, or not now. */
		CANNOT_SPEAK,

		/** Plain text only. */
		NO_CTCP,

		/** It has to be an operator of the room. */
		NOT_AN_OPERATOR,

		/** The list has as many entries as it may have. */
		LIST_FULL,

		/** It is longer than it may be, or has characters it may not have. */
		MALFORMED,

		/** There is no such message. */
		NO_SUCH_MESSAGE,

		/** Not so much at a time. */
		TOO_FAST,

		/** It cannot be told at the moment. */
		UNAVAILABLE

	}

}
