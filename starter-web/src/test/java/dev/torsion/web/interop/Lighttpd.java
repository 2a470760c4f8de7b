package dev.torsion.web.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.interop.RealPeer;

/**
 * A lighttpd that runs scripts by its {@code mod_cgi}: {@code .pl} files of a folder, and
 * the programs of a CGI directory.
 */
final class Lighttpd {

	private static final String CONFIGURATION = """
			server.modules = ( "mod_alias", "mod_cgi" )
			server.bind = "127.0.0.1"
			server.port = %d
			server.document-root = "%s"
			server.errorlog = "%s/error.log"
			server.upload-dirs = ( "%s" )
			server.stream-response-body = 1
			server.range-requests = "disable"
			index-file.names = ( "index.html", "index.htm", "index.pl" )
			mimetype.assign = ( ".html" => "text/html;charset=utf-8", ".txt" => "text/plain;charset=utf-8" )
			alias.url = ( "/cgis/" => "%s/" )
			cgi.local-redir = "enable"
			cgi.assign = ( ".pl" => "/usr/bin/perl" )
			$HTTP["url"] =~ "^/cgis/" { cgi.assign = ( "" => "" ) }
			""";

	private Lighttpd() {
	}

	/**
	 * Starts the server; returns once it listens.
	 */
	static Daemon serve(Path root, Path programs, Path work) throws IOException {
		int port = Daemon.freePort();
		Path configuration = Files.writeString(work.resolve("lighttpd.conf"),
				CONFIGURATION.formatted(port, root, work, work, programs));
		return Daemon.start(port, work, RealPeer.require("lighttpd").toString(), "-D", "-f", configuration.toString());
	}

}
