/**
 * Auto-configuration of the sessions of SSH.
 */
@NullMarked
package dev.torsion.conch.autoconfigure.session;

import org.jspecify.annotations.NullMarked;
