package dev.torsion.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real MariaDB with a database {@code test} and a user of the same name and password.
 */
public final class MariaDbServer extends DatabaseServer {

	private static final String INIT = """
			create database if not exists test;
			create user if not exists test@localhost identified by 'test';
			create user if not exists test@'127.0.0.1' identified by 'test';
			grant all on test.* to test@localhost;
			grant all on test.* to test@'127.0.0.1';
			""";

	private MariaDbServer() throws IOException {
		super("mysql");
		runUnprivileged(words(RealPeer.require("mariadb-install-db"), "--no-defaults", "--datadir=" + data(),
				"--auth-root-authentication-method=normal", "--skip-test-db"));
		Files.writeString(init(), INIT);
	}

	/**
	 * Starts a server; returns when it answers.
	 * @return the server
	 * @throws IOException if it cannot be prepared
	 */
	public static MariaDbServer create() throws IOException {
		MariaDbServer server = new MariaDbServer();
		server.start();
		return server;
	}

	@Override
	public String url() {
		return "r2dbc:mariadb://test:test@127.0.0.1:" + port() + "/test";
	}

	@Override
	List<String> command() {
		return words(RealPeer.require("mariadbd"), "--no-defaults", "--datadir=" + data(), "--port=" + port(),
				"--bind-address=127.0.0.1", "--socket=" + folder().resolve("socket"), "--init-file=" + init(),
				"--innodb-flush-log-at-trx-commit=2", "--innodb-flush-method=nosync",
				"--pid-file=" + folder().resolve("pid"), "--max-connections=200");
	}

	@Override
	void stop(Process process) {
		runUnprivileged(List.of("kill", "-TERM", String.valueOf(process.pid())));
	}

	/** It greets when it takes connections, and init-file was run. */
	@Override
	boolean isReady() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
			socket.setSoTimeout(10_000);
			return socket.getInputStream().readNBytes(5).length == 5;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private String data() {
		return folder().resolve("data").toString();
	}

	private Path init() {
		return folder().resolve("init.sql");
	}

}
