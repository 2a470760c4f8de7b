/**
 * Auto-configuration of the programs of the system that sessions may run.
 */
@NullMarked
package dev.torsion.conch.autoconfigure.process;

import org.jspecify.annotations.NullMarked;
