package dev.torsion.web.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A server of others on a free port of the loopback.
 */
final class Daemon implements AutoCloseable {

	private final int port;

	private final Process process;

	private Daemon(int port, Process process) {
		this.port = port;
		this.process = process;
	}

	/**
	 * Starts a server that stays in the foreground; returns once it listens.
	 */
	static Daemon start(int port, Path work, String... command) throws IOException {
		Process process = new ProcessBuilder(command).directory(work.toFile())
			.redirectErrorStream(true)
			.redirectOutput(work.resolve("output.log").toFile())
			.start();
		Daemon daemon = new Daemon(port, process);
		daemon.awaitPort(work);
		return daemon;
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
	}

	private void awaitPort(Path work) throws IOException {
		while (this.process.isAlive()) {
			if (accepts(this.port)) {
				return;
			}
			Thread.onSpinWait();
		}
		throw new IOException("It did not start: " + Files.readString(work.resolve("output.log")));
	}

	private static boolean accepts(int port) {
		try {
			new Socket(InetAddress.getLoopbackAddress(), port).close();
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
