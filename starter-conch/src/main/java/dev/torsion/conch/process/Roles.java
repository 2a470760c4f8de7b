package dev.torsion.conch.process;

import dev.torsion.conch.SshSession;

/**
 * What is granted to who has logged in.
 */
public final class Roles {

	private Roles() {
	}

	/**
	 * Whether somebody has a role.
	 * @param session the session
	 * @param role the role, without the prefix {@code ROLE_}
	 * @return whether the role is granted
	 */
	public static boolean has(SshSession session, String role) {
		return session.connection()
			.authentication()
			.getAuthorities()
			.stream()
			.anyMatch((authority) -> ("ROLE_" + role).equals(authority.getAuthority()));
	}

}
