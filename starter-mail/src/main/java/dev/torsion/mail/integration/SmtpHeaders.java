package dev.torsion.mail.integration;

/**
 * Headers of messages that have come by SMTP: what is known of them beside their own
 * headers, which are those of {@link org.springframework.integration.mail.MailHeaders}.
 */
public final class SmtpHeaders {

	private static final String PREFIX = "smtp_";

	/** The {@link dev.torsion.mail.MailEnvelope}, with one recipient. */
	public static final String ENVELOPE = PREFIX + "envelope";

	/** Who the message is for, as text. */
	public static final String RECIPIENT = PREFIX + "recipient";

	/**
	 * Where failures are reported, as text; there is none for the null reverse-path.
	 */
	public static final String SENDER = PREFIX + "sender";

	/** What the message is known by in logs and in the reply. */
	public static final String ID = PREFIX + "id";

	private SmtpHeaders() {
	}

}
