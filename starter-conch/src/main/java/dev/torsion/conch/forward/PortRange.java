package dev.torsion.conch.forward;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Ports that a rule names.
 *
 * @param first the first one
 * @param last the last one
 * @param isAny whether it was written as {@code *}
 */
record PortRange(int first, int last, boolean isAny) {

	private static final int MAX = 65_535;

	/** Those below are for servers of the system, and have to be written out. */
	private static final int UNPRIVILEGED = 1024;

	static PortRange parse(String property, String text) {
		if (text.equals("*")) {
			return new PortRange(0, MAX, true);
		}
		if (!text.matches("\\d{1,5}(-\\d{1,5})?")) {
			throw invalid(property, text);
		}
		int dash = text.indexOf('-');
		int first = Integer.parseInt((dash < 0) ? text : text.substring(0, dash));
		int last = (dash < 0) ? first : Integer.parseInt(text.substring(dash + 1));
		if (first > last || last > MAX) {
			throw invalid(property, text);
		}
		return new PortRange(first, last, false);
	}

	private static FailureAnalyzedException invalid(String property, String text) {
		return new FailureAnalyzedException("'" + text + "' in " + property + " are no ports.",
				"Write a port (5432), a range of them (8000-8999) or '*'.");
	}

	boolean contains(int port) {
		return this.first <= port && port <= this.last;
	}

	/** Whether it may be listened on, where 0 is any one that is free. */
	boolean isFree(int port) {
		return contains(port) && (!this.isAny || port == 0 || port >= UNPRIVILEGED);
	}

}
