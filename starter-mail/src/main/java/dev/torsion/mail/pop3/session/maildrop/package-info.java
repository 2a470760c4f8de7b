/**
 * The messages of one session, and who has them.
 */
@NullMarked
package dev.torsion.mail.pop3.session.maildrop;

import org.jspecify.annotations.NullMarked;
