package dev.torsion.mail.pop3.session;

import dev.torsion.cred.Portal;
import dev.torsion.cred.sasl.Sasl;
import dev.torsion.mail.pop3.session.maildrop.MaildropLocks;
import dev.torsion.mail.pop3.session.maildrop.ReadAheadSpace;

/**
 * What all sessions of a server share. Safe to use from any thread.
 */
public final class Pop3Server {

	private static final long READ_AHEAD = 32 * 1024 * 1024;

	private final Pop3Commands commands;

	private final Portal portal;

	private final Sasl sasl;

	private final Pop3Limits limits;

	private final MaildropLocks locks = new MaildropLocks();

	private final ReadAheadSpace readAhead = new ReadAheadSpace(READ_AHEAD);

	/**
	 * Creates the server.
	 * @param commands the verbs
	 * @param portal where clients log in
	 * @param sasl the ways to do that with AUTH
	 * @param limits what one client may do
	 */
	public Pop3Server(Pop3Commands commands, Portal portal, Sasl sasl, Pop3Limits limits) {
		this.commands = commands;
		this.portal = portal;
		this.sasl = sasl;
		this.limits = limits;
	}

	/**
	 * The verbs.
	 * @return the commands
	 */
	public Pop3Commands commands() {
		return this.commands;
	}

	/**
	 * Where clients log in.
	 * @return the portal
	 */
	public Portal portal() {
		return this.portal;
	}

	/**
	 * The ways to log in with AUTH.
	 * @return the mechanisms
	 */
	public Sasl sasl() {
		return this.sasl;
	}

	/**
	 * Who has which maildrop.
	 * @return the locks
	 */
	public MaildropLocks locks() {
		return this.locks;
	}

	Pop3Limits limits() {
		return this.limits;
	}

	ReadAheadSpace readAhead() {
		return this.readAhead;
	}

}
