package dev.torsion.mail;

import java.net.SocketAddress;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * Who brings mail.
 *
 * @param address its address; of the client, where a trusted proxy has said who that is
 * @param helo the name it has given itself, unproved; empty before it has
 * @param protocol how it has come, as {@code Received} has it (RFC 3848): {@code SMTP},
 * {@code ESMTPSA}, {@code LMTP} and so on
 * @param listener the listener it has come by: {@code smtp}, {@code submission},
 * {@code lmtp}
 * @param secure whether the connection is inside TLS
 * @param login who it has logged in as; {@code null} if it has not
 */
public record MailClient(SocketAddress address, String helo, String protocol, String listener, boolean secure,
		@Nullable Authentication login) {

}
