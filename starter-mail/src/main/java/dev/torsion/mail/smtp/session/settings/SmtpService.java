package dev.torsion.mail.smtp.session.settings;

import java.util.Locale;

/**
 * What a listener is for.
 */
public enum SmtpService {

	/** Mail of others for domains that are ours, RFC 5321. */
	SMTP,

	/** Mail of our own users for anybody, RFC 6409. */
	SUBMISSION,

	/** Mail that others have queued, RFC 2033. */
	LMTP;

	private final String listener = name().toLowerCase(Locale.ROOT);

	/**
	 * What its listener is called.
	 * @return the name
	 */
	public String listener() {
		return this.listener;
	}

}
