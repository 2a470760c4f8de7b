/**
 * POP3: RFC 1939 with CAPA and response codes (RFC 2449, 3206), STLS (RFC 2595), SASL
 * (RFC 5034), UTF8 and LANG (RFC 6856). {@code wire} makes a message into the lines of a
 * reply, {@code session} knows one client, {@code session.commands} has a class a verb.
 * To add or to replace a verb declare a bean of type
 * {@link dev.torsion.mail.pop3.session.Pop3Command}. There is no APOP: for it, passwords
 * would have to be kept as they are.
 */
@NullMarked
package dev.torsion.mail.pop3;

import org.jspecify.annotations.NullMarked;
