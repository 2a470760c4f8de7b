/**
 * What holds in all rooms: who may not speak or come online, and who has decided that.
 * {@code audit} tells who has done what, {@code rate} limits how much is said.
 */
@NullMarked
package dev.torsion.words.moderation;

import org.jspecify.annotations.NullMarked;
