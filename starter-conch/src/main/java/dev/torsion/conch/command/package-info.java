/**
 * Commands: methods with {@link dev.torsion.conch.SshCommand}, and
 * {@link dev.torsion.conch.ShellCommand} beans. A line is
 * {@link dev.torsion.conch.command.Words split} into words, and
 * {@link dev.torsion.conch.command.Commands} knows what runs for them.
 */
@NullMarked
package dev.torsion.conch.command;

import org.jspecify.annotations.NullMarked;
