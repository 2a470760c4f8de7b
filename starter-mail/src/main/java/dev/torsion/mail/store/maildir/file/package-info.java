/**
 * The files of a Maildir as Dovecot and mutt have them, without any state. What is here
 * blocks.
 */
@NullMarked
package dev.torsion.mail.store.maildir.file;

import org.jspecify.annotations.NullMarked;
