/**
 * Mailboxes in memory: gone when the application ends.
 */
@NullMarked
package dev.torsion.mail.store.memory;

import org.jspecify.annotations.NullMarked;
