package dev.torsion.cred.sasl;

import dev.torsion.cred.LoginContext;

/**
 * A way to ask a peer who it is. Declare a bean of this type to add one, or to replace
 * that of the same name. Safe to use from any thread.
 */
public interface SaslMechanism {

	/**
	 * Its registered name.
	 * @return the name, in upper case
	 */
	String name();

	/**
	 * Whether a peer may use it: because the connection is private enough, and because
	 * somebody can check what comes of it. Must not block.
	 * @param context where the peer is
	 * @return whether it may
	 */
	boolean isOffered(LoginContext context);

	/**
	 * Whether the peer may speak first.
	 * @return whether it may
	 */
	default boolean takesInitialResponse() {
		return true;
	}

	/**
	 * Begins an exchange.
	 * @param context where the peer is
	 * @return the exchange
	 */
	SaslExchange begin(LoginContext context);

}
