/**
 * Auto-configuration of the manhole.
 */
@NullMarked
package dev.torsion.conch.autoconfigure.manhole;

import org.jspecify.annotations.NullMarked;
