package dev.torsion.cred.store;

/**
 * What is wrong with an htpasswd file; never what is in it.
 */
public final class HtpasswdException extends RuntimeException {

	HtpasswdException(String problem) {
		super(problem);
	}

	HtpasswdException(int line, String problem) {
		super("Line " + line + " " + problem);
	}

}
