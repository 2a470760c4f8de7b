package dev.torsion.interop;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

/**
 * A real PostgreSQL with a user and a database {@code test}, which needs no password.
 */
public final class PostgresServer extends DatabaseServer {

	private static final int SSL_REQUEST = 80877103;

	private PostgresServer() {
		super("postgres");
		runUnprivileged(words(RealPeer.require("initdb"), "--auth=trust", "--username=test", "--no-sync",
				"--encoding=UTF8", "--no-locale", data()));
	}

	/**
	 * Starts a server; returns when it answers.
	 * @return the server
	 */
	public static PostgresServer create() {
		PostgresServer server = new PostgresServer();
		server.start();
		return server;
	}

	@Override
	public String url() {
		return "r2dbc:postgresql://test@127.0.0.1:" + port() + "/postgres";
	}

	@Override
	List<String> command() {
		return words(RealPeer.require("postgres"), "-D", data(), "-p", String.valueOf(port()), "-c",
				"listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c",
				"full_page_writes=off", "-c", "max_connections=200");
	}

	/** Fast shutdown: sessions are ended. */
	@Override
	void stop(Process process) {
		runUnprivileged(List.of("kill", "-INT", String.valueOf(process.pid())));
	}

	/** The postmaster answers itself, and a backend when it takes connections. */
	@Override
	boolean isReady() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
			socket.setSoTimeout(10_000);
			DataOutputStream output = new DataOutputStream(socket.getOutputStream());
			output.writeInt(8);
			output.writeInt(SSL_REQUEST);
			DataInputStream input = new DataInputStream(socket.getInputStream());
			if (input.readByte() != 'N') {
				return false;
			}
			byte[] startup = "\0\3\0\0user\0test\0database\0postgres\0\0"
				.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
			output.writeInt(4 + startup.length);
			output.write(startup);
			return input.readByte() == 'R';
		}
		catch (IOException ex) {
			return false;
		}
	}

	private String data() {
		return folder().resolve("data").toString();
	}

}
