/**
 * Auto-configuration of what servers and clients run on.
 */
@NullMarked
package dev.torsion.conch.autoconfigure.transport;

import org.jspecify.annotations.NullMarked;
