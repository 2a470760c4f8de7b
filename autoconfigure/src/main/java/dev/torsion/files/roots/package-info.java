/**
 * Whose files are where, what may be done with them and how much room they may take: one
 * for every protocol that serves files to accounts.
 */
@NullMarked
package dev.torsion.files.roots;

import org.jspecify.annotations.NullMarked;
