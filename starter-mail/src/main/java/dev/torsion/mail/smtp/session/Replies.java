package dev.torsion.mail.smtp.session;

import dev.torsion.mail.SmtpReply;

/**
 * What the session itself says.
 */
final class Replies {

	static final SmtpReply OK = new SmtpReply(250, "2.0.0", "Ok");

	static final SmtpReply UNKNOWN = new SmtpReply(500, "5.5.1", "There is no such command");

	static final SmtpReply BAD_SEQUENCE = new SmtpReply(503, "5.5.1", "This is not the time for this command");

	static final SmtpReply LINE_TOO_LONG = new SmtpReply(500, "5.5.2", "The line is too long");

	static final SmtpReply BARE_LINE_FEED = new SmtpReply(521, "5.5.2", "Lines have to end with CRLF");

	static final SmtpReply OTHER_PROTOCOL = new SmtpReply(521, "5.5.1", "This is a mail server");

	static final SmtpReply OUR_FAULT = SmtpReply.later("4.3.0", "Cannot do that now, try again later");

	static final SmtpReply TOO_MANY_ERRORS = new SmtpReply(421, "4.7.0", "Too many errors");

	static final SmtpReply TOO_MANY_MESSAGES = new SmtpReply(421, "4.7.0",
			"Too many messages in one connection, open another one");

	static final SmtpReply TOO_MANY_RECIPIENTS = new SmtpReply(452, "4.5.3", "Too many recipients");

	static final SmtpReply IDLE = new SmtpReply(421, "4.4.2", "Nothing has come for too long");

	static final SmtpReply TOO_SLOW = new SmtpReply(421, "4.4.2", "The message takes too long");

	static final SmtpReply LEAVING = new SmtpReply(421, "4.3.2", "The server is shutting down");

	private Replies() {
	}

}
