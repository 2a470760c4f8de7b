package dev.torsion.mail.catcher;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.torsion.mail.catcher.CaughtMail.Attachment;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import org.jspecify.annotations.Nullable;

/**
 * What tests want to know of a message.
 *
 * @param message the message
 */
record MailParts(MimeMessage message) {

	@Nullable String subject() {
		return read(this.message::getSubject);
	}

	List<String> addresses(String header) {
		Address[] addresses = read(() -> {
			String value = this.message.getHeader(header, ",");
			return (value != null) ? InternetAddress.parseHeader(value, false) : new Address[0];
		});
		return Arrays.stream(addresses).map(MailParts::readable).toList();
	}

	private static String readable(Address address) {
		if (address instanceof InternetAddress internet && internet.getPersonal() != null) {
			return internet.getPersonal() + " <" + internet.getAddress() + ">";
		}
		return address.toString();
	}

	String text(String type) {
		return read(() -> {
			for (Part part : leaves()) {
				if (part.isMimeType(type) && !isAttached(part) && part.getContent() instanceof String text) {
					return text.replace("\r\n", "\n");
				}
			}
			return "";
		});
	}

	List<Attachment> attachments() {
		return read(() -> {
			List<Attachment> attachments = new ArrayList<>();
			for (Part part : leaves()) {
				if (isAttached(part)) {
					attachments.add(new Attachment(name(part),
							new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT),
							part.getInputStream().readAllBytes()));
				}
			}
			return attachments;
		});
	}

	private static boolean isAttached(Part part) throws MessagingException {
		return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || part.getFileName() != null;
	}

	private static @Nullable String name(Part part) throws MessagingException, UnsupportedEncodingException {
		String name = part.getFileName();
		return (name != null) ? MimeUtility.decodeText(name) : null;
	}

	private List<Part> leaves() throws MessagingException, IOException {
		List<Part> leaves = new ArrayList<>();
		collect(this.message, leaves);
		return leaves;
	}

	private static void collect(Part part, List<Part> leaves) throws MessagingException, IOException {
		if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
			for (int i = 0; i < multipart.getCount(); i++) {
				collect(multipart.getBodyPart(i), leaves);
			}
		}
		else {
			leaves.add(part);
		}
	}

	private static <T extends @Nullable Object> T read(Reading<T> reading) {
		try {
			return reading.read();
		}
		catch (MessagingException | IOException ex) {
			throw new IllegalStateException("A message cannot be read", ex);
		}
	}

	/** Reads something of a message. */
	private interface Reading<T extends @Nullable Object> {

		T read() throws MessagingException, IOException;

	}

}
