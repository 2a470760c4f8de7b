package dev.torsion.mail.pop3.session.reply;

/**
 * What a client can make of an error: RFC 2449 section 8 and RFC 3206.
 */
public enum ResponseCode {

	/** There is something wrong with the credentials. */
	AUTH("AUTH"),

	/** Somebody else has the maildrop. */
	IN_USE("IN-USE"),

	/** It is our fault, and it will not be later. */
	SYS_TEMP("SYS/TEMP"),

	/** It is our fault, and will stay so until somebody does something about it. */
	SYS_PERM("SYS/PERM");

	private final String text;

	ResponseCode(String text) {
		this.text = text;
	}

	/** The code as it is written, without brackets. */
	@Override
	public String toString() {
		return this.text;
	}

}
