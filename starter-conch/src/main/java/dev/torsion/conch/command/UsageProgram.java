package dev.torsion.conch.command;

import java.util.List;

import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import reactor.core.publisher.Mono;

/**
 * Tells how a command is written.
 *
 * @param usages each way
 */
record UsageProgram(List<String> usages) implements SshProgram {

	/** As of shells, for what is not written as it has to be. */
	static final int MISUSED = 2;

	static String text(List<String> usages) {
		return "usage: " + String.join("\n       ", usages) + "\n";
	}

	@Override
	public Mono<Integer> run(SshSession session) {
		return session.printError(text(this.usages)).thenReturn(MISUSED);
	}

}
