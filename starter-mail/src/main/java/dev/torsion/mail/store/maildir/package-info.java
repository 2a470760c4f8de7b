/**
 * Mailboxes in Maildirs that Dovecot and mutt can open at the same time.
 * <p>
 * {@code file} has the formats, {@code folder} one mailbox and how it follows its files.
 * A message is written to {@code tmp} with an fsync, renamed to {@code new} or
 * {@code cur}, and the folder made sure of by an fsync for all that wait for it. It gets
 * its line on {@code dovecot-uidlist}, and so its UID, when somebody looks at the
 * mailbox, in the order of delivery.
 * <p>
 * On the disk line ends are LF, as Dovecot has them by default. A message that would not
 * come back as it was, because it has a bare LF or a CR before CRLF, is kept as it came
 * instead, and marked by {@code ,R=1} in its name: read here it is the same to the byte,
 * read by Dovecot each bare LF is CRLF.
 */
@NullMarked
package dev.torsion.mail.store.maildir;

import org.jspecify.annotations.NullMarked;
