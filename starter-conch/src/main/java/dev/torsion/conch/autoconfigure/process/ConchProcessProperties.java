package dev.torsion.conch.autoconfigure.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.torsion.conch.process.SystemProgram;
import dev.torsion.net.process.Limits;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the programs of the system that sessions of SSH may run.
 *
 * @param path search path the programs are given
 * @param programs the programs; there is none unless it is named here
 */
@ConfigurationProperties("network.conch.process")
public record ConchProcessProperties(@DefaultValue("/usr/local/bin:/usr/bin:/bin") String path,
		@DefaultValue List<Program> programs) {

	List<SystemProgram> systemPrograms() {
		return this.programs.stream().map(Program::systemProgram).toList();
	}

	/**
	 * A program.
	 *
	 * @param name the first word of the command line it is run by
	 * @param command comma-separated list of the absolute path of the program and its
	 * arguments
	 * @param arguments whether the other words of the command line become arguments too
	 * @param role who may run it, without the prefix 'ROLE_'
	 * @param environment variables that are set for it
	 * @param directory its working directory, and its HOME; '/' if not set
	 * @param timeout how long it may run before it is killed
	 * @param maxCpuTime processor time it may use, in whole seconds; not limited if not
	 * set
	 * @param maxMemory address space it may use; not limited if not set
	 * @param maxOpenFiles most files it may have open; not limited if not set
	 */
	public record Program(@Nullable String name, @DefaultValue List<String> command, boolean arguments,
			@Nullable String role, @DefaultValue List<Variable> environment, @Nullable Path directory,
			@DefaultValue("1h") Duration timeout, @Nullable Duration maxCpuTime, @Nullable DataSize maxMemory,
			@Nullable Integer maxOpenFiles) {

		SystemProgram systemProgram() {
			if (this.name == null || this.role == null || this.command.isEmpty()) {
				throw new FailureAnalyzedException(
						"A program of network.conch.process.programs has no name, no command or no role.",
						"Say what it is called, what it runs and who may run it: name, command, role.");
			}
			Path program = Path.of(this.command.get(0));
			if (!program.isAbsolute() || !Files.isExecutable(program)) {
				throw new FailureAnalyzedException(
						"The program '%s' of network.conch.process.programs is '%s', which cannot be executed."
							.formatted(this.name, program),
						"Give the absolute path of a program as the first part of its command.");
			}
			return new SystemProgram(this.name, this.command, this.arguments, this.role, variables(), this.directory,
					this.timeout, new Limits(this.maxCpuTime, this.maxMemory, this.maxOpenFiles));
		}

		private Map<String, String> variables() {
			return this.environment.stream()
				.collect(Collectors.toMap(Variable::name, Variable::value, (first, last) -> last));
		}

	}

	/**
	 * A variable.
	 *
	 * @param name its name
	 * @param value its value
	 */
	public record Variable(String name, @DefaultValue("") String value) {

	}

}
