/**
 * Changes of zones since their sources were written, kept in files and laid over the
 * sources.
 */
@NullMarked
package dev.torsion.names.store.journal;

import org.jspecify.annotations.NullMarked;
