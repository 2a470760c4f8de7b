/**
 * What the servers of SMTP and LMTP are told to do, and by whom clients may send.
 */
@NullMarked
package dev.torsion.mail.smtp.session.settings;

import org.jspecify.annotations.NullMarked;
