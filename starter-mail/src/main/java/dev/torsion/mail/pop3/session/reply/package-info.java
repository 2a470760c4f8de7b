/**
 * What clients of POP3 are answered.
 */
@NullMarked
package dev.torsion.mail.pop3.session.reply;

import org.jspecify.annotations.NullMarked;
