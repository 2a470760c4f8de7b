/**
 * One mailbox of a Maildir: what is known of it, and how that follows its files, whoever
 * changes them.
 */
@NullMarked
package dev.torsion.mail.store.maildir.folder;

import org.jspecify.annotations.NullMarked;
