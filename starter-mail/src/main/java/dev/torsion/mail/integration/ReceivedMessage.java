package dev.torsion.mail.integration;

import java.util.Date;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;

/**
 * A message that knows when it was received, as one from a mailbox does.
 */
final class ReceivedMessage extends MimeMessage {

	private static final Session SESSION = Session.getInstance(properties());

	private final Date received;

	ReceivedMessage(byte[] bytes, Date received) throws MessagingException {
		super(SESSION, new SharedByteArrayInputStream(bytes));
		this.received = received;
	}

	/** Whoever writes addresses badly is not to be told so by a failing flow. */
	private static Properties properties() {
		Properties properties = new Properties();
		properties.put("mail.mime.address.strict", "false");
		return properties;
	}

	@Override
	public Date getReceivedDate() {
		return new Date(this.received.getTime());
	}

}
