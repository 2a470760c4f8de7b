package dev.torsion.conch.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.torsion.conch.SshExec;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.SshShell;
import dev.torsion.conch.SshSubsystem;
import org.jspecify.annotations.Nullable;

/**
 * All that a server can run.
 */
public final class Programs {

	private final List<SshExec> commands;

	private final @Nullable SshShell shell;

	private final Map<String, SshSubsystem> subsystems;

	/**
	 * Collects programs.
	 * @param commands what knows command lines, the first that does decides
	 * @param shell what runs for who asks for a shell, {@code null} for nothing
	 * @param subsystems the subsystems; of several of one name the first is taken
	 */
	public Programs(List<SshExec> commands, @Nullable SshShell shell, List<SshSubsystem> subsystems) {
		this.commands = List.copyOf(commands);
		this.shell = shell;
		this.subsystems = new HashMap<>();
		subsystems.forEach((subsystem) -> this.subsystems.putIfAbsent(subsystem.name(), subsystem));
	}

	@Nullable SshProgram find(ProgramRequest request, SshSession session) {
		return switch (request.kind()) {
			case SHELL -> this.shell;
			case EXEC -> exec(request.text(), session);
			case SUBSYSTEM -> this.subsystems.get(request.text());
		};
	}

	private @Nullable SshProgram exec(String line, SshSession session) {
		return this.commands.stream()
			.map((command) -> command.find(line, session))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
