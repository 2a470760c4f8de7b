package dev.torsion.net.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * What the system lets each process of a group use: the resource limits of
 * {@code setrlimit(2)}, set by the shell's {@code ulimit} before the program begins.
 *
 * @param cpuTime processor time, in whole seconds; {@code null} for no limit
 * @param memory address space; {@code null} for no limit
 * @param openFiles open files; {@code null} for no limit
 */
public record Limits(@Nullable Duration cpuTime, @Nullable DataSize memory, @Nullable Integer openFiles) {

	/**
	 * No limits but those this JVM itself has.
	 */
	public static final Limits NONE = new Limits(null, null, null);

	/** The command that runs a command within these limits. */
	List<String> around(List<String> line) {
		StringBuilder script = new StringBuilder();
		if (this.cpuTime != null) {
			script.append("ulimit -t ").append(Math.max(1, this.cpuTime.toSeconds())).append(" && ");
		}
		if (this.memory != null) {
			script.append("ulimit -v ").append(this.memory.toKilobytes()).append(" && ");
		}
		if (this.openFiles != null) {
			script.append("ulimit -n ").append(this.openFiles).append(" && ");
		}
		if (script.isEmpty()) {
			return line;
		}
		List<String> result = new ArrayList<>(List.of("/bin/sh", "-c", script + "exec \"$@\"", "limits"));
		result.addAll(line);
		return result;
	}

}
