package dev.torsion.cred.sasl;

import java.util.Set;

/**
 * What the operator wants of SASL.
 *
 * @param scram whether SCRAM is offered
 * @param channelBinding whether SCRAM is offered with channel binding. The binding is
 * {@code tls-server-end-point}; clients that know only others take what they cannot use
 * @param legacy mechanisms that are offered only to those who ask for them
 * @param anonymous protocols whose peers may stay unknown, in lower case
 * @param maxResponse longest response, in characters of Base64; RFC 4954 asks for 12,288
 */
public record SaslPolicy(Scram scram, boolean channelBinding, Set<Legacy> legacy, Set<String> anonymous,
		int maxResponse) {

	/** Longest response unless told otherwise, RFC 4954 section 4. */
	public static final int DEFAULT_MAX_RESPONSE = 12_288;

	/**
	 * What holds unless the operator wants something else: SCRAM if all can use it,
	 * nothing that is out of date, nobody unknown.
	 */
	public static final SaslPolicy DEFAULT = new SaslPolicy(Scram.AUTO, true, Set.of(), Set.of(), DEFAULT_MAX_RESPONSE);

	public SaslPolicy {
		legacy = Set.copyOf(legacy);
		anonymous = Set.copyOf(anonymous);
	}

	/**
	 * Whether SCRAM is offered. Most clients take it where it is, and then do not try
	 * anything else.
	 */
	public enum Scram {

		/**
		 * If the passwords of all accounts are kept in a way that it can be used with.
		 */
		AUTO,

		/** Always: those whose passwords are kept in another way cannot use it. */
		ON,

		/** Never. */
		OFF

	}

	/**
	 * Mechanisms for which passwords have to be kept as they are.
	 */
	public enum Legacy {

		/** CRAM-MD5, RFC 2195. */
		CRAM_MD5,

		/** The command of POP3, RFC 1939 section 7. It is no mechanism of SASL. */
		APOP

	}

}
