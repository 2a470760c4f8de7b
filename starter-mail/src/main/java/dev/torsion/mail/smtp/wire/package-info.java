/**
 * SMTP as bytes: command lines, paths, parameters and replies. Synchronous and pure; what
 * a peer has written wrongly is a {@link dev.torsion.mail.MailRefusedException} with the
 * reply to it, and nothing else is ever thrown.
 */
@NullMarked
package dev.torsion.mail.smtp.wire;

import org.jspecify.annotations.NullMarked;
