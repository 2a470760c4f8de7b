package dev.torsion.conch.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.torsion.net.process.Command;
import dev.torsion.net.process.Limits;
import org.jspecify.annotations.Nullable;

/**
 * A program of the system that somebody may run.
 *
 * @param name the first word of the command line it is run by
 * @param command the absolute path of the program, and its arguments
 * @param arguments whether the other words of the command line become arguments too
 * @param role who may run it, without the prefix {@code ROLE_}
 * @param environment variables that are set for it, whatever the peer has sent
 * @param directory its working directory, and the value of HOME; {@code null} for the
 * root directory
 * @param timeout how long it may run
 * @param limits what the system lets it use
 */
public record SystemProgram(String name, List<String> command, boolean arguments, String role,
		Map<String, String> environment, @Nullable Path directory, Duration timeout, Limits limits) {

	public SystemProgram {
		command = List.copyOf(command);
		environment = Map.copyOf(environment);
	}

	String home() {
		return home(this.directory).toString();
	}

	private static Path home(@Nullable Path directory) {
		return (directory != null) ? directory.toAbsolutePath() : Path.of("/");
	}

	Command with(List<String> line, Map<String, String> environment) {
		return Command.of(line.toArray(String[]::new))
			.withEnvironment(environment)
			.withDirectory(home(this.directory))
			.withLimits(this.limits)
			.withTimeout(this.timeout);
	}

}
