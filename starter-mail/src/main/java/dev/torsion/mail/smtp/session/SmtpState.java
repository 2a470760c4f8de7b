package dev.torsion.mail.smtp.session;

/**
 * How far a conversation has come.
 */
public enum SmtpState {

	/** The client has not said who it is. */
	CONNECTED,

	/** No message has been begun. */
	READY,

	/** There is a sender. */
	SENDER,

	/** There are recipients. */
	RECIPIENTS,

	/** A part of the message has arrived, RFC 3030. */
	CHUNKS

}
