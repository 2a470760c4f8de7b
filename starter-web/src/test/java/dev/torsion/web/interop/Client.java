package dev.torsion.web.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.torsion.interop.RealPeer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program of others that asks, in an environment of its own.
 */
final class Client {

	private final List<String> program;

	private final Path directory;

	private final Map<String, String> environment;

	Client(String name, Path directory, Map<String, String> environment, String... options) {
		this.program = new ArrayList<>(List.of(RealPeer.require(name).toString()));
		this.program.addAll(List.of(options));
		this.directory = directory;
		this.environment = environment;
	}

	/**
	 * Runs it to its end, which has to be a good one.
	 * @return all it has written
	 */
	String run(String... arguments) {
		List<String> line = new ArrayList<>(this.program);
		line.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(line).directory(this.directory.toFile()).redirectErrorStream(true);
		builder.environment().clear();
		builder.environment().put("PATH", "/usr/bin:/bin");
		builder.environment().putAll(this.environment);
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(output).isZero();
			return output;
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
