package dev.torsion.mapping;

import org.jspecify.annotations.Nullable;

/**
 * What a peer has written in the place of a variable cannot be converted to what the
 * method takes. The method has not been called.
 */
public final class ArgumentMismatchException extends RuntimeException {

	private final String variable;

	ArgumentMismatchException(String variable, String type, @Nullable Throwable cause) {
		super("What stands for {" + variable + "} is not a " + type, cause, false, false);
		this.variable = variable;
	}

	/**
	 * The variable.
	 * @return its name
	 */
	public String variable() {
		return this.variable;
	}

}
