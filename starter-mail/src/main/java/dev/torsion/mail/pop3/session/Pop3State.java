package dev.torsion.mail.pop3.session;

/**
 * The states of a session, RFC 1939 section 3. What that calls UPDATE is the end of QUIT.
 */
public enum Pop3State {

	/** Nobody has logged in. */
	AUTHORIZATION,

	/** The client has its maildrop. */
	TRANSACTION

}
