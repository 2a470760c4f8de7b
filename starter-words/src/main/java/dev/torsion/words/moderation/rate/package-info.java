/**
 * How much is said in a time.
 */
@NullMarked
package dev.torsion.words.moderation.rate;

import org.jspecify.annotations.NullMarked;
