/**
 * Sanctions in tables.
 */
@NullMarked
package dev.torsion.words.moderation.database;

import org.jspecify.annotations.NullMarked;
