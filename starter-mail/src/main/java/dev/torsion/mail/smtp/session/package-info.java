/**
 * One conversation in SMTP or LMTP: what is known of the peer, the commands, and what
 * they have in common.
 */
@NullMarked
package dev.torsion.mail.smtp.session;

import org.jspecify.annotations.NullMarked;
