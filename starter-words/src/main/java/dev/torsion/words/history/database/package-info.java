/**
 * What has happened in conversations, and rooms, in tables.
 */
@NullMarked
package dev.torsion.words.history.database;

import org.jspecify.annotations.NullMarked;
