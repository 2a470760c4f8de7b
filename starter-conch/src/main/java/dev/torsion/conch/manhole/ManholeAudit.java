package dev.torsion.conch.manhole;

import java.io.IOException;

/**
 * Keeps what is done in the manhole. Each bean of this type is asked; what one of them
 * fails to keep does not run.
 */
@FunctionalInterface
public interface ManholeAudit {

	/**
	 * Keeps an event. Called on the thread of the session, which may be blocked, before
	 * what the event tells of happens, except for results and ends.
	 * @param event the event
	 * @throws IOException if it cannot be kept; any other exception means the same
	 */
	void keep(ManholeEvent event) throws IOException;

}
