package dev.torsion.mail.integration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Date;
import java.util.Map;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailEnvelope;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.mail.support.MailUtils;
import org.springframework.integration.mapping.HeaderMapper;
import org.springframework.integration.support.AbstractIntegrationMessageBuilder;
import org.springframework.integration.support.MessageBuilderFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.util.MimeTypeUtils;

/**
 * What a message of a flow is made of, in the way of the adapters for IMAP and POP3.
 *
 * @param headerMapper maps headers, the content becoming the payload; {@code null} for
 * the message itself as the payload
 * @param embeddedPartsAsBytes whether content of several parts becomes bytes
 */
record MessageMapping(@Nullable HeaderMapper<MimeMessage> headerMapper, boolean embeddedPartsAsBytes) {

	Message<?> map(MailEnvelope envelope, byte[] bytes, MessageBuilderFactory builders)
			throws MessagingException, IOException {
		MimeMessage mime = new ReceivedMessage(bytes, new Date());
		AbstractIntegrationMessageBuilder<?> builder = (this.headerMapper != null)
				? content(mime, this.headerMapper.toHeaders(mime), builders)
				: builders.withPayload(mime).copyHeaders(MailUtils.extractStandardHeaders(mime));
		MailAddress sender = envelope.sender();
		return builder.setHeader(SmtpHeaders.ENVELOPE, envelope)
			.setHeader(SmtpHeaders.RECIPIENT, envelope.recipients().get(0).address().toString())
			.setHeader(SmtpHeaders.SENDER, (sender != null) ? sender.toString() : null)
			.setHeader(SmtpHeaders.ID, envelope.id())
			.build();
	}

	private AbstractIntegrationMessageBuilder<?> content(MimeMessage mime, Map<String, Object> headers,
			MessageBuilderFactory builders) throws MessagingException, IOException {
		Object payload = payload(mime.getContent());
		AbstractIntegrationMessageBuilder<?> builder = builders.withPayload(payload).copyHeaders(headers);
		if (payload instanceof String) {
			builder.setHeader(MessageHeaders.CONTENT_TYPE, MimeTypeUtils.TEXT_PLAIN_VALUE);
		}
		else if (payload instanceof byte[]) {
			builder.setHeader(MessageHeaders.CONTENT_TYPE, MimeTypeUtils.APPLICATION_OCTET_STREAM_VALUE);
		}
		return builder;
	}

	private Object payload(Object content) throws MessagingException, IOException {
		if (content instanceof InputStream stream) {
			return stream.readAllBytes();
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		if (content instanceof Multipart multipart && this.embeddedPartsAsBytes) {
			multipart.writeTo(bytes);
			return bytes.toByteArray();
		}
		if (content instanceof Part part && this.embeddedPartsAsBytes) {
			part.writeTo(bytes);
			return bytes.toByteArray();
		}
		return content;
	}

}
