/**
 * One conversation with a POP3 client: who it is, its maildrop, its commands and their
 * replies.
 */
@NullMarked
package dev.torsion.mail.pop3.session;

import org.jspecify.annotations.NullMarked;
