package dev.torsion.mail.smtp.session.message;

import java.time.Clock;

import dev.torsion.mail.delivery.MailRouter;

/**
 * How messages are taken.
 *
 * @param hostname the name of this host
 * @param maxSize the largest message in bytes
 * @param maxHeader the most bytes of headers
 * @param bareNewlines what becomes of line ends that are none
 * @param completing whether the headers {@code Date} and {@code Message-ID} are added
 * where they are missing, RFC 6409 section 8
 * @param perRecipient whether each recipient is answered for itself, RFC 2033
 * @param policies who may refuse a message
 * @param router who takes it
 * @param clock the time
 */
public record MessageRules(String hostname, long maxSize, int maxHeader, BareNewlines bareNewlines, boolean completing,
		boolean perRecipient, Policies policies, MailRouter router, Clock clock) {

}
