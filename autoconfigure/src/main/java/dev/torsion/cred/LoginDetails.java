package dev.torsion.cred;

import java.io.Serializable;

/**
 * Where a login came from, as the details of an {@code Authentication}: for audits, and
 * for rules that depend on it.
 *
 * @param protocol the protocol, such as {@code smtp}
 * @param peer the address of the peer
 */
public record LoginDetails(String protocol, String peer) implements Serializable {

	/**
	 * The details of a login.
	 * @param context where it comes from
	 * @return the details
	 */
	public static LoginDetails of(LoginContext context) {
		return new LoginDetails(context.protocol(), String.valueOf(context.peer()));
	}

}
