package dev.torsion.mail.pop3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.torsion.interop.RealPeer;

/**
 * Runs programs of others in a folder, which is their home.
 */
public record Program(Path folder) {

	private static final int SECONDS = 30;

	/** Runs a program to its end, and returns what it has said. */
	public String run(String program, String... arguments) throws Exception {
		Result result = start(program, List.of(arguments));
		if (result.exit() != 0) {
			throw new IOException(program + " ended with " + result.exit() + ": " + result.output());
		}
		return result.output();
	}

	/** Runs a program to its end, whether or not it succeeds. */
	public Result start(String program, List<String> arguments) throws Exception {
		Path output = Files.createTempFile(this.folder, program, ".out");
		List<String> command = new ArrayList<>(arguments);
		command.add(0, RealPeer.require(program).toString());
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
			.redirectOutput(output.toFile());
		builder.environment().put("HOME", this.folder.toString());
		builder.environment().put("FETCHMAILHOME", this.folder.toString());
		builder.environment().put("LC_ALL", "C");
		Process process = builder.start();
		if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
			process.destroyForcibly();
			throw new IOException(program + " does not end: " + Files.readString(output, StandardCharsets.UTF_8));
		}
		return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
	}

	/** Writes a file that nobody else may read, as these programs want it. */
	public Path write(String name, String text) throws IOException {
		Path file = Files.writeString(this.folder.resolve(name), text);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
		return file;
	}

	/**
	 * How a program has ended.
	 *
	 * @param exit its status
	 * @param output what it has said
	 */
	public record Result(int exit, String output) {

	}

}
