/**
 * A mail server: SMTP, LMTP and POP3 over one store of mailboxes.
 * <p>
 * A recipient is put to the application's {@link dev.torsion.mail.MailDelivery
 * deliveries}, the hosted domains being the last of these, while the client waits for the
 * answer to RCPT; the first that takes it gets the message as it arrives. {@code store}
 * keeps mailboxes, {@code domain} knows whose they are, {@code delivery} joins recipients
 * to deliveries, {@code smtp} and {@code pop3} are the protocols, each of {@code wire}
 * and {@code session} with a class a command. To receive mail in the application declare
 * a delivery, a method that listens to it ({@code listener}) or a flow that begins with
 * it ({@code integration}); to refuse some a {@link dev.torsion.mail.MailPolicy}, to add
 * a verb a command.
 * <p>
 * RFC 5321, 6409, 2033, 1939 and their extensions are followed.
 */
@NullMarked
package dev.torsion.mail;

import org.jspecify.annotations.NullMarked;
