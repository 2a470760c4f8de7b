package dev.torsion.conch.shell;

import java.util.List;

import dev.torsion.conch.SshExitException;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.SshShell;
import dev.torsion.conch.audit.SshAudit;
import dev.torsion.conch.command.Commands;
import dev.torsion.conch.terminal.SessionTerminal;
import dev.torsion.text.PrintableText;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;

/**
 * The commands of the application as a shell. Without a terminal it reads lines, as
 * {@code ssh -T} sends them, and shows no prompt; commands have no input then.
 */
public final class LineShell implements SshShell {

	/** What is understood besides the commands. */
	static final List<String> OWN = List.of("exit", "help", "quit");

	private static final int NOT_PERMITTED = 126;

	private final ShellSettings settings;

	private final ShellThreads threads;

	private final Histories histories;

	private final CommandCompleter completer;

	private final ShellLine lines;

	/**
	 * Creates a shell.
	 * @param commands the commands
	 * @param settings how it is
	 * @param threads threads for those who type
	 * @param histories what they have typed
	 * @param audit is told of each line that is run
	 */
	public LineShell(Commands commands, ShellSettings settings, ShellThreads threads, Histories histories,
			SshAudit audit) {
		this.settings = settings;
		this.threads = threads;
		this.histories = histories;
		this.completer = new CommandCompleter(commands);
		this.lines = new ShellLine(commands, audit);
	}

	@Override
	public Mono<Integer> run(SshSession session) {
		if (!isPermitted(session.connection().authentication(), this.settings.role())) {
			return session.printError("shell: permission denied\n").thenReturn(NOT_PERMITTED);
		}
		if (session.pty() == null) {
			return PlainShell.run(session, this.lines);
		}
		return Mono
			.deferContextual((context) -> Mono.using(() -> SessionTerminal.of(session, this.settings.terminal()),
					(terminal) -> this.threads.run(new EditedShell(terminal, context, this.settings, this.lines,
							this.completer, this.histories))))
			.onErrorResume(SshExitException.class,
					(ex) -> session.printError(ex.getMessage() + "\n").thenReturn(ex.status()));
	}

	private static boolean isPermitted(Authentication peer, @Nullable String role) {
		return role == null || peer.getAuthorities()
			.stream()
			.anyMatch((granted) -> ("ROLE_" + role).equals(granted.getAuthority()));
	}

	static String prompt(ShellSettings settings, SshSession session) {
		return settings.prompt()
			.replace("{application}", settings.application())
			.replace("{user}", PrintableText.of(session.connection().login().name()));
	}

}
