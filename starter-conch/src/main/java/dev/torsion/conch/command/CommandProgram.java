package dev.torsion.conch.command;

import java.util.List;

import dev.torsion.conch.SshExitException;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import dev.torsion.mapping.ArgumentMismatchException;
import dev.torsion.text.PrintableText;
import reactor.core.publisher.Mono;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/**
 * A command with its words. What is not ours to explain becomes an exit status, with a
 * line for the peer.
 *
 * @param command the command
 * @param words all words of the line
 */
record CommandProgram(Command command, List<String> words) implements SshProgram {

	/** As of shells, for what is there and may not be run. */
	private static final int NOT_PERMITTED = 126;

	@Override
	public Mono<Integer> run(SshSession session) {
		return Mono.defer(() -> this.command.run(session, this.words))
			.onErrorResume(ArgumentMismatchException.class,
					(ex) -> tell(session, ex.getMessage() + "\n" + UsageProgram.text(List.of(this.command.usage())),
							UsageProgram.MISUSED))
			.onErrorResume(SshExitException.class, (ex) -> tell(session, ex.getMessage() + "\n", ex.status()))
			.onErrorResume(AccessDeniedException.class, (ex) -> denied(session))
			.onErrorResume(AuthenticationException.class, (ex) -> denied(session));
	}

	private Mono<Integer> denied(SshSession session) {
		return tell(session, PrintableText.of(this.words.get(0)) + ": permission denied\n", NOT_PERMITTED);
	}

	private static Mono<Integer> tell(SshSession session, String text, int status) {
		return session.printError(text).thenReturn(status & 0xff);
	}

}
