package dev.torsion.conch;

import reactor.core.publisher.Mono;

/**
 * What runs in a session: a command, a shell, a subsystem.
 */
@FunctionalInterface
public interface SshProgram {

	/**
	 * Runs the program. Called once for a session, on its {@link SshConnection#scheduler
	 * scheduler}, which must not be blocked for long: whoever waits for the disk or for
	 * others does so elsewhere. The security context of who has logged in is in Reactor's
	 * context. Cancelled when the channel is closed.
	 * @param session the session
	 * @return the exit status, 0 to 255; empty for 0. A failure is logged, and told the
	 * peer without its words: exit status 1
	 */
	Mono<Integer> run(SshSession session);

}
