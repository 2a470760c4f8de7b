package dev.torsion.mail;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a message before its first byte: RFC 5321 section 2.3.1.
 *
 * @param id what the message is known by here, in logs, in the reply and in its
 * {@code Received} header
 * @param client who brings it
 * @param sender where failures are reported, {@code null} for the null reverse-path
 * @param parameters what the client has said of the message
 * @param recipients who gets it; for a delivery, those it has taken
 */
public record MailEnvelope(String id, MailClient client, @Nullable MailAddress sender, Parameters parameters,
		List<MailRecipient> recipients) {

	public MailEnvelope {
		recipients = List.copyOf(recipients);
	}

	/**
	 * What a variable of a template stands for.
	 * @param name the name of the variable
	 * @return its value in the address of the first recipient
	 * @throws IllegalArgumentException if there is no such variable
	 */
	public String variable(String name) {
		String value = this.recipients.isEmpty() ? null : this.recipients.get(0).variables().get(name);
		if (value == null) {
			throw new IllegalArgumentException("There is no variable '" + name + "'");
		}
		return value;
	}

	/**
	 * The same envelope for others.
	 * @param recipients who gets it
	 * @return the envelope
	 */
	public MailEnvelope to(List<MailRecipient> recipients) {
		return new MailEnvelope(this.id, this.client, this.sender, this.parameters, recipients);
	}

	/**
	 * What the client has said of the message with MAIL.
	 *
	 * @param size its size in bytes, RFC 1870; -1 if not given
	 * @param body what its bytes are, RFC 6152 and 3030
	 * @param utf8 whether its headers and addresses may be UTF-8, RFC 6531
	 * @param headersOnly whether reports shall return its headers alone ({@code RET=HDRS}
	 * of RFC 3461); {@code null} if not given
	 * @param envelopeId the {@code ENVID} of RFC 3461, decoded; {@code null} if not given
	 */
	public record Parameters(long size, Body body, boolean utf8, @Nullable Boolean headersOnly,
			@Nullable String envelopeId) {

		/** Nothing said. */
		public static final Parameters NONE = new Parameters(-1, Body.SEVEN_BIT, false, null, null);

	}

	/**
	 * What the bytes of a message are.
	 */
	public enum Body {

		/** Lines of ASCII. */
		SEVEN_BIT,

		/** Lines of any bytes, RFC 6152. */
		EIGHT_BIT,

		/** Any bytes, line ends without meaning: RFC 3030. */
		BINARY

	}

}
