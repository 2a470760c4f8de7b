package dev.torsion.words.irc.wire;

/**
 * A line is no message.
 */
public final class IrcSyntaxException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Kind kind;

	IrcSyntaxException(Kind kind) {
		super(kind.name(), null, false, false);
		this.kind = kind;
	}

	/**
	 * For a line that nobody has kept because it is longer than allowed.
	 * @return the exception
	 */
	public static IrcSyntaxException tooLong() {
		return new IrcSyntaxException(Kind.TOO_LONG);
	}

	/**
	 * What is wrong with it.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * What may be wrong with a line.
	 */
	public enum Kind {

		/**
		 * There is no command, or it has other characters than letters, digits and
		 * underscores.
		 */
		NO_COMMAND,

		/** There is a NUL, or a CR or LF that does not end it. */
		FORBIDDEN_CHARACTER,

		/** It is not UTF-8. */
		NOT_UTF8,

		/** Its tags, or what follows them, are longer than allowed. */
		TOO_LONG

	}

}
