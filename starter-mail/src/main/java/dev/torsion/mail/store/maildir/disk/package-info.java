/**
 * Work on the disk: messages that arrive, one after another and together.
 */
@NullMarked
package dev.torsion.mail.store.maildir.disk;

import org.jspecify.annotations.NullMarked;
