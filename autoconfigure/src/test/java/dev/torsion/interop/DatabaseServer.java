package dev.torsion.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * A real database server on a free port of the loopback, with its data in a folder of its
 * own that is gone when it is closed. It stays on its port when it is stopped and started
 * again.
 */
public abstract class DatabaseServer implements AutoCloseable {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	private final Path folder;

	private final String user;

	private final int port;

	private @Nullable Process process;

	/**
	 * Prepares a server.
	 * @param user who runs it, if the tests are run by root
	 */
	DatabaseServer(String user) {
		try {
			this.user = user;
			this.folder = Files.createTempDirectory("torsion-" + getClass().getSimpleName());
			try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
				this.port = socket.getLocalPort();
			}
			if (isRoot()) {
				run(List.of("chown", user, this.folder.toString()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Whether it answers.
	 * @return whether it does
	 */
	abstract boolean isReady();

	/**
	 * What starts it.
	 * @return the command
	 */
	abstract List<String> command();

	/**
	 * Stops it in an orderly way, whoever is connected.
	 * @param process the server
	 */
	abstract void stop(Process process);

	/**
	 * Where R2DBC finds it.
	 * @return the URL, with user and password
	 */
	public abstract String url();

	/**
	 * Starts it; returns when it answers.
	 */
	public final void start() {
		try {
			Path log = this.folder.resolve("log");
			Process started = new ProcessBuilder(unprivileged(command())).directory(this.folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start();
			this.process = started;
			long deadline = System.nanoTime() + DEADLINE.toNanos();
			while (!isReady()) {
				if (!started.isAlive() || System.nanoTime() > deadline) {
					throw new IOException("It did not start: " + Files.readString(log));
				}
				Thread.onSpinWait();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Stops it in an orderly way; returns when it has ended.
	 */
	public final void stop() {
		Process running = this.process;
		if (running != null) {
			stop(running);
			await(running);
		}
	}

	/**
	 * Kills it, as a crash would; returns when it has ended.
	 */
	public final void kill() {
		Process running = this.process;
		if (running != null) {
			List<ProcessHandle> children = running.descendants().toList();
			running.destroyForcibly();
			children.forEach(ProcessHandle::destroyForcibly);
			await(running);
			children.forEach((child) -> child.onExit().orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join());
		}
	}

	@Override
	public final void close() {
		kill();
		try {
			FileSystemUtils.deleteRecursively(this.folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	final Path folder() {
		return this.folder;
	}

	final int port() {
		return this.port;
	}

	/**
	 * Runs a program as the server's user and waits for its end.
	 * @param command the command
	 */
	final void runUnprivileged(List<String> command) {
		try {
			run(unprivileged(command));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void run(List<String> command) throws IOException {
		Process running = new ProcessBuilder(command).directory(this.folder.toFile()).redirectErrorStream(true).start();
		String output = new String(running.getInputStream().readAllBytes());
		await(running);
		if (running.exitValue() != 0) {
			throw new IOException(command + " failed: " + output);
		}
	}

	private List<String> unprivileged(List<String> command) {
		List<String> words = new ArrayList<>();
		if (isRoot()) {
			words.addAll(List.of("setpriv", "--reuid=" + this.user, "--regid=" + this.user, "--clear-groups"));
		}
		words.addAll(command);
		return words;
	}

	private static boolean isRoot() {
		return System.getProperty("user.name").equals("root");
	}

	private static void await(Process process) {
		process.onExit().orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
	}

	/**
	 * Writes a word of a path into a command.
	 * @param first the beginning
	 * @param rest the rest
	 * @return all of them
	 */
	static List<String> words(Path first, String... rest) {
		return Stream.concat(Stream.of(first.toString()), Stream.of(rest)).toList();
	}

}
