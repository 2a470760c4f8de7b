package dev.torsion.conch.auth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.torsion.cred.KeyCredentials;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.Portal;

/**
 * What has to be proved, as AuthenticationMethods of sshd_config has it: lists of steps,
 * one of which has to be gone through in its order.
 *
 * @param lists the lists
 */
public record AuthMethods(List<List<AuthStep>> lists) {

	/**
	 * Whatever there is somebody to check, and one step of it.
	 * @param portal who checks
	 * @return the methods
	 */
	public static AuthMethods any(Portal portal) {
		List<String> methods = new ArrayList<>();
		if (portal.accepts(KeyCredentials.class)) {
			methods.add(AuthStep.PUBLIC_KEY);
		}
		if (portal.accepts(PasswordCredentials.class)) {
			methods.addAll(List.of(AuthStep.PASSWORD, AuthStep.INTERACTIVE));
		}
		return new AuthMethods(methods.stream().map((method) -> List.of(AuthStep.parse(method, true))).toList());
	}

	/**
	 * Reads lists.
	 * @param text lists with spaces between, their steps with commas between:
	 * {@code publickey}, {@code password}, {@code keyboard-interactive:password},
	 * {@code keyboard-interactive:totp}, or {@code keyboard-interactive}, which is the
	 * first of these at the beginning of a list and the second elsewhere
	 * @return the methods
	 * @throws IllegalArgumentException if there are none, or one is not known
	 */
	public static AuthMethods parse(String text) {
		if (text.isBlank()) {
			throw new IllegalArgumentException("no methods");
		}
		return new AuthMethods(Arrays.stream(text.strip().split("\\s+")).map(AuthMethods::steps).toList());
	}

	private static List<AuthStep> steps(String list) {
		List<AuthStep> steps = new ArrayList<>();
		for (String step : list.split(",", -1)) {
			steps.add(AuthStep.parse(step, steps.isEmpty()));
		}
		return List.copyOf(steps);
	}

}
