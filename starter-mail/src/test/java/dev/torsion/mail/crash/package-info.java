/**
 * What is left of mail when the process is killed.
 * {@link dev.torsion.mail.crash.KillTests} kills it under load and looks at the files
 * with nothing of the store; {@link dev.torsion.mail.crash.DurabilityTests} looks at the
 * system calls, because a process that dies takes nothing with it that the system has
 * been given. For a seed and a number of rounds: {@code -Dcrash.seed},
 * {@code -Dcrash.rounds} (of {@link dev.torsion.mail.crash.KillSoak}, which
 * {@code -Psoak} runs).
 */
@NullMarked
package dev.torsion.mail.crash;

import org.jspecify.annotations.NullMarked;
