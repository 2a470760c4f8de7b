/**
 * Keys that sign: which algorithms there are, what certificates and the options of
 * {@code authorized_keys} allow, and where the keys are listed.
 */
@NullMarked
package dev.torsion.conch.auth.key;

import org.jspecify.annotations.NullMarked;
