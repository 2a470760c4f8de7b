package dev.torsion.mail.catcher;

import java.time.Instant;
import java.util.List;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailRecipient;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A message that was caught: who it was for, as the client has said, and what is in it.
 *
 * @param envelope the envelope, with all recipients
 * @param headers its headers, as they are written
 * @param content the whole of it, line ends CRLF; not to be changed
 * @param received when it was received
 */
public record CaughtMail(MailEnvelope envelope, MailHeaders headers, byte[] content, Instant received) {

	/**
	 * The sender of the envelope.
	 * @return the address, empty for the null reverse-path
	 */
	public String sender() {
		MailAddress sender = this.envelope.sender();
		return (sender != null) ? sender.toString() : "";
	}

	/**
	 * The recipients of the envelope, blind copies included.
	 * @return their addresses, in the order in which they were given
	 */
	public List<String> recipients() {
		return this.envelope.recipients().stream().map(CaughtMail::address).distinct().toList();
	}

	private static String address(MailRecipient recipient) {
		return recipient.original().toString();
	}

	/**
	 * Whether somebody is a recipient of the envelope.
	 * @param recipient an address, in any case
	 * @return whether it is
	 */
	public boolean isTo(String recipient) {
		return recipients().stream().anyMatch(recipient::equalsIgnoreCase);
	}

	/**
	 * Its subject, decoded.
	 * @return the subject, {@code null} if there is none
	 */
	public @Nullable String subject() {
		return parts().subject();
	}

	/**
	 * The {@code From} header, decoded.
	 * @return the authors, such as {@code Bob <bob@example.org>}
	 */
	public List<String> from() {
		return parts().addresses("From");
	}

	/**
	 * The {@code To} header, decoded.
	 * @return the addressees, such as {@code Bob <bob@example.org>}
	 */
	public List<String> to() {
		return parts().addresses("To");
	}

	/**
	 * The first text that is plain.
	 * @return the text, line ends LF; empty if there is none
	 */
	public String text() {
		return parts().text("text/plain");
	}

	/**
	 * The first text that is HTML.
	 * @return the text, line ends LF; empty if there is none
	 */
	public String html() {
		return parts().text("text/html");
	}

	/**
	 * What is attached: the parts that have a name, or say that they are attached.
	 * @return the attachments, in their order
	 */
	public List<Attachment> attachments() {
		return parts().attachments();
	}

	private MailParts parts() {
		return new MailParts(mime());
	}

	/**
	 * The message as Jakarta Mail has it, read anew with every call.
	 * @return the message
	 */
	public MimeMessage mime() {
		try {
			return new MimeMessage(null, new SharedByteArrayInputStream(this.content));
		}
		catch (MessagingException ex) {
			throw new IllegalStateException("Cannot read " + this, ex);
		}
	}

	@Override
	public String toString() {
		return "'" + this.headers.first("Subject").orElse("") + "' from <" + sender() + "> to " + recipients();
	}

	/**
	 * Something attached to a message.
	 *
	 * @param name the name of its file, {@code null} if it has none
	 * @param type its media type, such as {@code image/png}
	 * @param content the decoded content
	 */
	public record Attachment(@Nullable String name, String type, byte[] content) {

	}

}
