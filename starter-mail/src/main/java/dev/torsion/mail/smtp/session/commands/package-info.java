/**
 * The verbs of SMTP and LMTP, one a class.
 */
@NullMarked
package dev.torsion.mail.smtp.session.commands;

import org.jspecify.annotations.NullMarked;
