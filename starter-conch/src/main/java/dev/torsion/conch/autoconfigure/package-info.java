/**
 * Auto-configuration of the SSH server.
 */
@NullMarked
package dev.torsion.conch.autoconfigure;

import org.jspecify.annotations.NullMarked;
