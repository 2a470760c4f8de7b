package dev.torsion.conch.auth;

import java.util.Set;

/**
 * One thing a peer has to prove.
 *
 * @param method the method
 * @param device what {@code keyboard-interactive} asks for, empty with other methods
 */
record AuthStep(String method, String device) {

	static final String PUBLIC_KEY = "publickey";

	static final String PASSWORD = "password";

	static final String INTERACTIVE = "keyboard-interactive";

	static final String ONE_TIME_CODE = "totp";

	private static final Set<String> METHODS = Set.of(PUBLIC_KEY, PASSWORD, INTERACTIVE);

	private static final Set<String> DEVICES = Set.of(PASSWORD, ONE_TIME_CODE);

	/**
	 * Reads a step.
	 * @param text the method, that of {@code keyboard-interactive} with a device after a
	 * colon
	 * @param first whether nothing is proved before: without a device that asks for the
	 * password, and for a one-time code else
	 * @return the step
	 * @throws IllegalArgumentException if it is none
	 */
	static AuthStep parse(String text, boolean first) {
		int colon = text.indexOf(':');
		String method = (colon < 0) ? text : text.substring(0, colon);
		boolean interactive = method.equals(INTERACTIVE);
		String device = (colon >= 0) ? text.substring(colon + 1) : !interactive ? "" : first ? PASSWORD : ONE_TIME_CODE;
		if (!METHODS.contains(method) || (interactive ? !DEVICES.contains(device) : colon >= 0)) {
			throw new IllegalArgumentException("'" + text + "' is no method");
		}
		return new AuthStep(method, device);
	}

}
