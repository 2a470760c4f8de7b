package dev.torsion.web.cgi.wire;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a script is told of a request.
 *
 * @param line what was asked for
 * @param server the server that was asked
 * @param peer who asks
 * @param script the script the request is for
 * @param contentLength length of the body, -1 if there is none
 * @param headers all headers, in order
 */
public record CgiRequest(Line line, Server server, Peer peer, Target script, long contentLength,
		List<HeadField> headers) {

	public CgiRequest {
		headers = List.copyOf(headers);
	}

	/**
	 * What was asked for.
	 *
	 * @param method the method
	 * @param path the path as it was sent
	 * @param query the query as it was sent, without question mark, if there is one
	 * @param protocol the protocol, such as {@code HTTP/1.1}
	 */
	public record Line(String method, String path, @Nullable String query, String protocol) {

	}

	/**
	 * The server that was asked.
	 *
	 * @param scheme {@code http} or {@code https}
	 * @param name the host of the request: a name, or an address, that of IPv6 in
	 * brackets
	 * @param port the port of the request
	 * @param address the address the request came in at, if it is known
	 */
	public record Server(String scheme, String name, int port, @Nullable String address) {

	}

	/**
	 * Who asks.
	 *
	 * @param address the address, empty if it is not known
	 * @param port the port
	 * @param user the name of who has logged in, if anybody has
	 */
	public record Peer(String address, int port, @Nullable String user) {

	}

	/**
	 * The script, all of it decoded.
	 *
	 * @param file its file
	 * @param scriptName the path of the server that names it
	 * @param pathInfo what follows that in the path of the request
	 * @param pathTranslated the path info as a path of the file system, if there is any
	 * @param documentRoot the directory mounted at {@code /}
	 */
	public record Target(String file, String scriptName, String pathInfo, @Nullable String pathTranslated,
			String documentRoot) {

	}

}
