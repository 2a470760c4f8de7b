/**
 * Auto-configuration of commands and of the shell.
 */
@NullMarked
package dev.torsion.conch.autoconfigure.shell;

import org.jspecify.annotations.NullMarked;
