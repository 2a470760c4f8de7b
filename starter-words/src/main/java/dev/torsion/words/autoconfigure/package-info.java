/**
 * Auto-configuration of rooms and participants.
 */
@NullMarked
package dev.torsion.words.autoconfigure;

import org.jspecify.annotations.NullMarked;
