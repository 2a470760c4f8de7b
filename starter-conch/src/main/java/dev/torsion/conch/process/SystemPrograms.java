package dev.torsion.conch.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.conch.SshExec;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.process.session.ChildProgram;
import dev.torsion.net.process.Processes;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs of the system by their names.
 */
public final class SystemPrograms implements SshExec {

	private final Map<String, SystemProgram> programs = new HashMap<>();

	private final Processes processes;

	private final String path;

	/**
	 * Creates the programs.
	 * @param programs what may be run; of several of one name the last counts
	 * @param processes what starts them
	 * @param path the value of PATH for them
	 */
	public SystemPrograms(List<SystemProgram> programs, Processes processes, String path) {
		programs.forEach((program) -> this.programs.put(program.name(), program));
		this.processes = processes;
		this.path = path;
	}

	@Override
	public @Nullable SshProgram find(String line, SshSession session) {
		List<String> words = CommandWords.of(line);
		SystemProgram program = (words != null && !words.isEmpty()) ? this.programs.get(words.get(0)) : null;
		if (program == null || words == null || !(program.arguments() || words.size() == 1)
				|| !Roles.has(session, program.role())) {
			return null;
		}
		List<String> command = new ArrayList<>(program.command());
		command.addAll(words.subList(1, words.size()));
		Map<String, String> environment = ChildEnvironment.of(session, this.path, program.home());
		environment.putAll(program.environment());
		return new ChildProgram(this.processes, program.with(command, environment));
	}

}
