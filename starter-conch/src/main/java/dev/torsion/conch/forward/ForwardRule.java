package dev.torsion.conch.forward;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.security.core.Authentication;

/**
 * A permission to forward.
 */
public final class ForwardRule {

	private final String authority;

	private final Place place;

	private ForwardRule(String authority, Place place) {
		this.authority = authority;
		this.place = place;
	}

	/**
	 * Reads a rule.
	 * @param property the property that has it, for a failure text
	 * @param role the role it is for, without its prefix
	 * @param place the host and, after a colon, the ports: a name, address, block of
	 * addresses or {@code *}; a port, a range of them or {@code *}
	 * @return the rule
	 * @throws FailureAnalyzedException if the role is missing or the place is none
	 */
	public static ForwardRule of(String property, String role, String place) {
		if (role.isBlank() || role.startsWith("ROLE_")) {
			throw new FailureAnalyzedException("'" + role + "' in " + property + " is no role.",
					"Write roles without their prefix, as in 'OPS' for 'ROLE_OPS'.");
		}
		return new ForwardRule("ROLE_" + role, Place.parse(property, place));
	}

	boolean isFor(Authentication login) {
		return login.getAuthorities().stream().anyMatch((held) -> this.authority.equals(held.getAuthority()));
	}

	Place place() {
		return this.place;
	}

}
