package dev.torsion.words.irc.session;

import java.util.List;

/**
 * A command is answered with a numeric that refuses it.
 */
public final class IrcException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Numeric numeric;

	private final transient List<String> parameters;

	/**
	 * Creates an exception without a stack trace.
	 * @param numeric the numeric
	 * @param parameters what follows the nickname; the last is the text
	 */
	public IrcException(Numeric numeric, String... parameters) {
		super(numeric.name(), null, false, false);
		this.numeric = numeric;
		this.parameters = List.of(parameters);
	}

	Numeric numeric() {
		return this.numeric;
	}

	List<String> parameters() {
		return this.parameters;
	}

}
