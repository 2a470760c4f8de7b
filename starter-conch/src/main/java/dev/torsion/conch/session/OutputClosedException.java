package dev.torsion.conch.session;

import java.io.IOException;

/**
 * Fails what is written when nobody will read it any more. No fault of the program.
 */
final class OutputClosedException extends IOException {

	OutputClosedException(String message) {
		super(message);
	}

}
