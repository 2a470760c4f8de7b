/**
 * How what happens comes to those who are told: one thing after another, a group of
 * participants of one event loop at a time, in the order in which it was handed to the
 * loop. Knows nothing of rooms.
 */
@NullMarked
package dev.torsion.words.loop;

import org.jspecify.annotations.NullMarked;
