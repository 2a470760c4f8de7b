package dev.torsion.mail.smtp.session;

/**
 * What a listener is for.
 */
public enum SmtpService {

	/** Mail of others for domains that are ours, RFC 5321. */
	SMTP,

	/** Mail of our own users for anybody, RFC 6409. */
	SUBMISSION,

	/** Mail that others have queued, RFC 2033. */
	LMTP

}
