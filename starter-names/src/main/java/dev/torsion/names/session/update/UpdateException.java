package dev.torsion.names.session.update;

/**
 * An update that is not made. The fault of a peer: it has no stack trace.
 */
final class UpdateException extends RuntimeException {

	private final int rcode;

	UpdateException(int rcode) {
		super("Outcome " + rcode, null, false, false);
		this.rcode = rcode;
	}

	int rcode() {
		return this.rcode;
	}

}
