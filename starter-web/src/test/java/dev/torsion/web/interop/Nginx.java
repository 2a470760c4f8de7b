package dev.torsion.web.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.interop.RealPeer;

/**
 * An nginx that serves a folder, as its documentation says how to.
 */
final class Nginx {

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

	private Nginx() {
	}

	/**
	 * Starts the server; returns once it listens.
	 */
	static Daemon serve(Path root, Path work) throws IOException {
		int port = Daemon.freePort();
		Files.writeString(work.resolve("mime.types"), Files.readString(Path.of("/etc/nginx/mime.types")));
		Path configuration = Files.writeString(work.resolve("nginx.conf"),
				CONFIGURATION.formatted(work.resolve("mime.types"), port, root));
		return Daemon.start(port, work, RealPeer.require("nginx").toString(), "-p", work + "/", "-c",
				configuration.toString());
	}

}
