/**
 * Auto-configuration of Git over SSH.
 */
@NullMarked
package dev.torsion.conch.autoconfigure.git;

import org.jspecify.annotations.NullMarked;
