/**
 * Lines that nobody would write: what fuzzing has found is replayed in every build, and
 * looked for anew with {@code -Psoak}.
 */
@NullMarked
package dev.torsion.words.irc.fuzz;

import org.jspecify.annotations.NullMarked;
