/**
 * Auto-configuration of SCP.
 */
@NullMarked
package dev.torsion.conch.autoconfigure.scp;

import org.jspecify.annotations.NullMarked;
