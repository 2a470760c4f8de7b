/**
 * Who has done what to whom.
 */
@NullMarked
package dev.torsion.words.moderation.audit;

import org.jspecify.annotations.NullMarked;
