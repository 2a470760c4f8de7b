package dev.torsion.conch.command;

import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import dev.torsion.text.PrintableText;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tells that there is no such command.
 *
 * @param name what was asked for
 * @param like what may have been meant
 */
record UnknownProgram(String name, @Nullable String like) implements SshProgram {

	private static final int NOT_FOUND = 127;

	@Override
	public Mono<Integer> run(SshSession session) {
		String hint = (this.like != null) ? ", did you mean '" + this.like + "'?" : "";
		return session.printError(PrintableText.of(this.name) + ": command not found" + hint + "\n")
			.thenReturn(NOT_FOUND);
	}

}
