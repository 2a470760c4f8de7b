package dev.torsion.net.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What to run, and within which limits. Nothing is searched for, and no shell takes part:
 * the program is named by its absolute path, and its arguments reach it as they are.
 *
 * @param line the absolute path of the program, and its arguments
 * @param environment its whole environment; nothing is inherited
 * @param directory its working directory; {@code null} for that of this JVM
 * @param input the file that is its standard input; {@code null} for a pipe, which
 * {@link ChildProcess#input} writes
 * @param limits what the system lets it use
 * @param timeout how long it may run before its group is killed
 */
public record Command(List<String> line, Map<String, String> environment, @Nullable Path directory,
		@Nullable Path input, Limits limits, Duration timeout) {

	/**
	 * Checks that the program is an absolute path.
	 */
	public Command {
		Assert.notEmpty(line, "'line' must name a program");
		Assert.isTrue(Path.of(line.get(0)).isAbsolute(), "Not an absolute path: " + line.get(0));
		line = List.copyOf(line);
		environment = Map.copyOf(environment);
	}

	/**
	 * A program with an empty environment, without limits but that of an hour.
	 * @param line the absolute path of the program, and its arguments
	 * @return the command
	 */
	public static Command of(String... line) {
		return new Command(List.of(line), Map.of(), null, null, Limits.NONE, Duration.ofHours(1));
	}

	/**
	 * With an environment.
	 * @param environment all of it
	 * @return the command
	 */
	public Command withEnvironment(Map<String, String> environment) {
		return new Command(this.line, environment, this.directory, this.input, this.limits, this.timeout);
	}

	/**
	 * With a working directory.
	 * @param directory the directory
	 * @return the command
	 */
	public Command withDirectory(Path directory) {
		return new Command(this.line, this.environment, directory, this.input, this.limits, this.timeout);
	}

	/**
	 * With a file as its standard input, rather than a pipe. The file is opened when the
	 * process is started, and may be deleted from then on.
	 * @param input the file
	 * @return the command
	 */
	public Command withInput(Path input) {
		return new Command(this.line, this.environment, this.directory, input, this.limits, this.timeout);
	}

	/**
	 * With limits.
	 * @param limits what the system lets it use
	 * @return the command
	 */
	public Command withLimits(Limits limits) {
		return new Command(this.line, this.environment, this.directory, this.input, limits, this.timeout);
	}

	/**
	 * With another time limit.
	 * @param timeout how long it may run before its group is killed
	 * @return the command
	 */
	public Command withTimeout(Duration timeout) {
		return new Command(this.line, this.environment, this.directory, this.input, this.limits, timeout);
	}

	/** The program itself. */
	Path program() {
		return Path.of(this.line.get(0));
	}

}
