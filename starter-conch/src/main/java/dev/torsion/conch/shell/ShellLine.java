package dev.torsion.conch.shell;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.torsion.conch.SshConnection;
import dev.torsion.conch.SshLogin;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.audit.ProgramEnd;
import dev.torsion.conch.audit.ProgramRun;
import dev.torsion.conch.audit.SshAudit;
import dev.torsion.conch.command.Commands;
import dev.torsion.conch.command.Words;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Knows what a line of the shell means.
 */
final class ShellLine {

	private static final Log logger = LogFactory.getLog(ShellLine.class);

	private static final int MISUSED = 2;

	private final Commands commands;

	private final SshAudit audit;

	ShellLine(Commands commands, SshAudit audit) {
		this.commands = commands;
		this.audit = audit;
	}

	/**
	 * Finds what runs for a line.
	 * @param line the line
	 * @param last the status of the command before
	 * @return the program, {@code null} to end the shell
	 */
	@Nullable SshProgram find(String line, int last) {
		List<String> words;
		try {
			words = Words.split(line);
		}
		catch (IllegalArgumentException ex) {
			return (session) -> session.printError(ex.getMessage() + "\n").thenReturn(MISUSED);
		}
		if (words.isEmpty()) {
			return (session) -> Mono.just(last);
		}
		SshProgram program = this.commands.find(words);
		if (program != null) {
			return audited(line, program);
		}
		return switch (words.get(0)) {
			case "exit", "quit", "logout" -> null;
			case "help" -> (session) -> session.print(help()).thenReturn(0);
			default -> audited(line, this.commands.unknown(words.get(0)));
		};
	}

	private String help() {
		StringBuilder help = new StringBuilder();
		Map<String, String> all = this.commands.help();
		int width = all.keySet().stream().mapToInt(String::length).max().orElse(0);
		all.forEach((usage, description) -> help
			.append((usage + " ".repeat(width - usage.length() + 2) + description).stripTrailing())
			.append('\n'));
		return help.append("exit\n").toString();
	}

	private SshProgram audited(String line, SshProgram program) {
		return (session) -> {
			ProgramRun run = run(line, session);
			this.audit.started(run);
			long begun = System.nanoTime();
			return program.run(session)
				.defaultIfEmpty(0)
				.onErrorResume((ex) -> failed(session, run, ex))
				.doOnSuccess((status) -> end(run, String.valueOf(status), begun))
				.doOnCancel(() -> end(run, "cancelled", begun));
		};
	}

	private static ProgramRun run(String line, SshSession session) {
		SshConnection connection = session.connection();
		SshLogin login = connection.login();
		return new ProgramRun(connection.id(), login.name(), login.key(), connection.peer(), "shell " + line,
				session.pty() != null);
	}

	private void end(ProgramRun run, String outcome, long begun) {
		this.audit.ended(run, new ProgramEnd(outcome, Duration.ofNanos(System.nanoTime() - begun), 0, 0));
	}

	private static Mono<Integer> failed(SshSession session, ProgramRun run, Throwable failure) {
		logger.error("Failed to run " + run.program() + " for " + run.name(), failure);
		return session.printError("failed\n").thenReturn(1);
	}

}
