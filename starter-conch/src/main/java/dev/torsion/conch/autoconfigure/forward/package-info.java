/**
 * Auto-configuration of forwarded ports.
 */
@NullMarked
package dev.torsion.conch.autoconfigure.forward;

import org.jspecify.annotations.NullMarked;
