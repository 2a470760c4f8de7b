package dev.torsion.web.cgi;

/**
 * A program has taken longer than it may.
 */
final class ScriptTimeoutException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ScriptTimeoutException() {
		super("It takes longer than it may", null, false, false);
	}

}
