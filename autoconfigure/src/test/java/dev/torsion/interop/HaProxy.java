package dev.torsion.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A real HAProxy that relays TCP from a free port of the loopback to a server.
 */
public final class HaProxy implements AutoCloseable {

	private static final String CONFIGURATION = """
			global
				maxconn 100
			defaults
				mode tcp
				timeout connect 10s
				timeout client 20s
				timeout server 20s
			listen relay
				bind 127.0.0.1:%d
				server application %s %s
			""";

	private final int port;

	private final Process process;

	private HaProxy(int port, Process process) {
		this.port = port;
		this.process = process;
	}

	/**
	 * Starts a proxy; returns once it listens.
	 * @param work a folder for its files
	 * @param server where it connects to, such as {@code 127.0.0.1:80} or
	 * {@code unix@/run/web.sock}
	 * @param option how it introduces clients: {@code send-proxy} or
	 * {@code send-proxy-v2}
	 * @return the proxy
	 * @throws IOException if it cannot be started
	 */
	public static HaProxy relay(Path work, String server, String option) throws IOException {
		int port = freePort();
		Path configuration = Files.writeString(work.resolve("haproxy.cfg"),
				CONFIGURATION.formatted(port, server, option));
		Process process = new ProcessBuilder(RealPeer.require("haproxy").toString(), "-db", "-f",
				configuration.toString())
			.redirectErrorStream(true)
			.redirectOutput(work.resolve("haproxy.log").toFile())
			.start();
		HaProxy proxy = new HaProxy(port, process);
		proxy.awaitPort(work);
		return proxy;
	}

	/**
	 * Connects to the proxy.
	 * @param from the address to connect from
	 * @return the connection
	 * @throws IOException if it cannot be opened
	 */
	public Socket connect(String from) throws IOException {
		Socket socket = new Socket();
		socket.bind(new InetSocketAddress(from, 0));
		socket.setSoTimeout(10_000);
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 10_000);
		return socket;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
	}

	private void awaitPort(Path work) throws IOException {
		while (this.process.isAlive()) {
			try {
				// From the address of the proxy it could be its own peer.
				connect("127.0.0.5").close();
				return;
			}
			catch (IOException ex) {
				Thread.onSpinWait();
			}
		}
		throw new IOException("haproxy did not start: " + Files.readString(work.resolve("haproxy.log")));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
