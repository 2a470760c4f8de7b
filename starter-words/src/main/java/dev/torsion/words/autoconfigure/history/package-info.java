/**
 * Auto-configuration of where the history and the rooms are kept.
 */
@NullMarked
package dev.torsion.words.autoconfigure.history;

import org.jspecify.annotations.NullMarked;
