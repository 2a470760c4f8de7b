package dev.torsion.words.irc.client.live;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import dev.torsion.interop.RealPeer;
import org.jspecify.annotations.Nullable;

/**
 * A real ngIRCd on a free port of the loopback, which stays on its port when it is killed
 * and started again.
 */
final class NgIrcd implements AutoCloseable {

	private static final String CONFIGURATION = """
			[Global]
				Name = irc.test.example
				Info = A test
				AdminInfo1 = A test
				Listen = 127.0.0.1
				Ports = %d
				MotdPhrase = Welcome
			[Limits]
				MaxConnectionsIP = 0
				MaxPenaltyTime = 0
			[Options]
				DNS = no
				Ident = no
				PAM = no
				SyslogFacility = local1
			""";

	private final Path folder;

	private final int port;

	private @Nullable Process process;

	NgIrcd(Path folder) throws IOException {
		this.folder = folder;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.port = socket.getLocalPort();
		}
		Files.writeString(folder.resolve("ngircd.conf"), CONFIGURATION.formatted(this.port));
		start();
	}

	int port() {
		return this.port;
	}

	void start() throws IOException {
		Path log = this.folder.resolve("ngircd.log");
		Process started = new ProcessBuilder(RealPeer.require("ngircd").toString(), "--nodaemon", "--config",
				this.folder.resolve("ngircd.conf").toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
			.start();
		this.process = started;
		while (!isReady()) {
			if (!started.isAlive()) {
				throw new IOException("ngircd did not start: " + Files.readString(log));
			}
			Thread.onSpinWait();
		}
	}

	private boolean isReady() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write("NICK probe\r\nUSER probe 0 * :probe\r\n".getBytes());
			InputStream input = socket.getInputStream();
			return input.read() == ':';
		}
		catch (IOException ex) {
			return false;
		}
	}

	void kill() {
		if (this.process != null) {
			this.process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
		}
	}

	@Override
	public void close() {
		kill();
	}

}
