package dev.torsion.conch.command;

import java.util.List;

import dev.torsion.conch.SshExec;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.terminal.ForegroundSession;
import dev.torsion.conch.terminal.TerminalSettings;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;

/**
 * Runs the commands of the application for {@code ssh host command}. The last to be
 * asked, because it has an answer to every line.
 */
public final class CommandExec implements SshExec, Ordered {

	private final Commands commands;

	private final TerminalSettings settings;

	/**
	 * Runs commands.
	 * @param commands the commands
	 * @param settings limits of terminals
	 */
	public CommandExec(Commands commands, TerminalSettings settings) {
		this.commands = commands;
		this.settings = settings;
	}

	@Override
	public SshProgram find(String line, SshSession session) {
		SshProgram program = program(line);
		return (running) -> ForegroundSession.run(program, running, this.settings);
	}

	private SshProgram program(String line) {
		try {
			List<String> words = Words.split(line);
			@Nullable SshProgram program = this.commands.find(words);
			return (program != null) ? program : this.commands.unknown(words.isEmpty() ? "" : words.get(0));
		}
		catch (IllegalArgumentException ex) {
			return (session) -> session.printError(ex.getMessage() + "\n").thenReturn(UsageProgram.MISUSED);
		}
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
