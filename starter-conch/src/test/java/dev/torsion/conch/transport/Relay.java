package dev.torsion.conch.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands between a client and a server, and may change what the client sends, or keep it.
 */
final class Relay implements AutoCloseable {

	private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

	private final int target;

	private volatile boolean corrupts;

	private volatile boolean mute;

	Relay(int target) throws IOException {
		this.target = target;
		start(this::accept);
	}

	private static void start(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// One of both has closed its side
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	private interface Task {

		void run() throws IOException;

	}

	int port() {
		return this.socket.getLocalPort();
	}

	void corrupt() {
		this.corrupts = true;
	}

	void mute() {
		this.mute = true;
	}

	private void accept() throws IOException {
		Socket client = this.socket.accept();
		Socket server = new Socket("127.0.0.1", this.target);
		start(() -> {
			try (client; server) {
				server.getInputStream().transferTo(client.getOutputStream());
			}
		});
		try (client; server) {
			pump(client.getInputStream(), server);
		}
	}

	private void pump(InputStream in, Socket server) throws IOException {
		byte[] buffer = new byte[32 * 1024];
		for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
			if (this.corrupts) {
				buffer[length - 1] ^= 1;
			}
			if (!this.mute) {
				server.getOutputStream().write(buffer, 0, length);
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
