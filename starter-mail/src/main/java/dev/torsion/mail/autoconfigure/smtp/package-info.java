/**
 * Auto-configuration of the SMTP, submission and LMTP servers.
 */
@NullMarked
package dev.torsion.mail.autoconfigure.smtp;

import org.jspecify.annotations.NullMarked;
