/**
 * Mailboxes, and where they are kept: a port, with Maildir and memory behind it.
 */
@NullMarked
package dev.torsion.mail.store;

import org.jspecify.annotations.NullMarked;
