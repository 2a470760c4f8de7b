package dev.torsion.web.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.torsion.interop.RealPeer;

/**
 * An nginx that serves a folder on a free port of the loopback, as its documentation says
 * how to.
 */
final class Nginx implements AutoCloseable {

	private static final String CONFIGURATION = """
			daemon off;
			master_process off;
			worker_processes 1;
			pid nginx.pid;
			error_log error.log;
			events { worker_connections 64; }
			http {
				include %s;
				charset utf-8;
				charset_types text/css text/plain application/javascript;
				default_type application/octet-stream;
				access_log off;
				client_body_temp_path tmp;
				proxy_temp_path tmp;
				fastcgi_temp_path tmp;
				uwsgi_temp_path tmp;
				scgi_temp_path tmp;
				server {
					listen 127.0.0.1:%d;
					root %s;
					index index.html index.htm;
					absolute_redirect off;
					location /doc/ { autoindex on; }
				}
			}
			""";

	private final int port;

	private final Process process;

	private Nginx(int port, Process process) {
		this.port = port;
		this.process = process;
	}

	/**
	 * Starts the server; returns once it listens.
	 */
	static Nginx serve(Path root, Path work) throws IOException {
		int port = freePort();
		Files.writeString(work.resolve("mime.types"), Files.readString(Path.of("/etc/nginx/mime.types")));
		Path configuration = Files.writeString(work.resolve("nginx.conf"),
				CONFIGURATION.formatted(work.resolve("mime.types"), port, root));
		List<String> command = List.of(RealPeer.require("nginx").toString(), "-p", work + "/", "-c",
				configuration.toString());
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(work.resolve("output.log").toFile())
			.start();
		Nginx nginx = new Nginx(port, process);
		nginx.awaitPort(work);
		return nginx;
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
		throw new IOException("nginx did not start: " + Files.readString(work.resolve("output.log")));
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

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
