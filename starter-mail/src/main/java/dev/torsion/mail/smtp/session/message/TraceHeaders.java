package dev.torsion.mail.smtp.session.message;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;

/**
 * The headers that a server adds at the beginning of a message: {@code Received}, RFC
 * 5321 section 4.4, and what a client has forgotten.
 */
final class TraceHeaders {

	/** RFC 5322 section 3.3. */
	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z",
			Locale.ROOT);

	private TraceHeaders() {
	}

	static byte[] of(MailEnvelope envelope, MailHeaders headers, MessageRules rules) {
		String date = DATE.format(OffsetDateTime.now(rules.clock()));
		StringBuilder text = new StringBuilder(256);
		received(text, envelope, rules.hostname());
		text.append(";\r\n\t").append(date).append("\r\n");
		if (rules.completing()) {
			if (headers.first("Date").isEmpty()) {
				text.append("Date: ").append(date).append("\r\n");
			}
			if (headers.first("Message-ID").isEmpty()) {
				text.append("Message-ID: <").append(envelope.id()).append('@').append(rules.hostname()).append(">\r\n");
			}
		}
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static void received(StringBuilder text, MailEnvelope envelope, String hostname) {
		String helo = envelope.client().helo();
		text.append("Received: from ").append(helo.isEmpty() ? "unknown" : helo);
		literal(text, envelope.client().address());
		text.append("\r\n\tby ").append(hostname).append(" with ").append(envelope.client().protocol());
		text.append(" id ").append(envelope.id());
		if (envelope.recipients().size() == 1) {
			text.append("\r\n\tfor <").append(envelope.recipients().get(0).original()).append('>');
		}
	}

	private static void literal(StringBuilder text, SocketAddress client) {
		if (client instanceof InetSocketAddress socket) {
			InetAddress address = socket.getAddress();
			String literal = (address != null) ? address.getHostAddress() : socket.getHostString();
			int zone = literal.indexOf('%');
			text.append(" ([")
				.append((address instanceof Inet6Address) ? "IPv6:" : "")
				.append((zone < 0) ? literal : literal.substring(0, zone))
				.append("])");
		}
	}

	/** When a message has been handed on so often that it goes round, section 6.3. */
	static boolean isLoop(MailHeaders headers, int most) {
		int received = 0;
		for (MailHeaders.Field field : headers.fields()) {
			received += field.name().equalsIgnoreCase("Received") ? 1 : 0;
		}
		return received > most;
	}

}
