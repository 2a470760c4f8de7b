/**
 * SSH and SFTP, server and client, and the manhole.
 * <p>
 * Apache MINA SSHD speaks the protocol; what it runs on and what it runs is ours.
 * {@code transport} joins it to the application's event loops, {@code auth} lets peers in
 * through the portal, {@code session} is the channel in which a
 * {@link dev.torsion.conch.SshProgram} runs: a command, a shell, or a subsystem. Which
 * program that is {@link dev.torsion.conch.SshExec}, {@link dev.torsion.conch.SshShell}
 * and {@link dev.torsion.conch.SshSubsystem} beans say: {@code command} has the methods
 * with {@link dev.torsion.conch.SshCommand}, {@code shell} the line editor,
 * {@code process} the programs of the system, {@code sftp} and {@code scp} files.
 * {@code forward} decides who may forward what where, {@code client} is the client,
 * {@code manhole} the console into the application.
 * <p>
 * RFC 4250 to 4256 and 4335, 8308, 8332 and OpenSSH's PROTOCOL are followed.
 */
@NullMarked
package dev.torsion.conch;

import org.jspecify.annotations.NullMarked;
