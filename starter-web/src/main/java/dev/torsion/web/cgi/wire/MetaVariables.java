package dev.torsion.web.cgi.wire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells a script of a request, in the variables of RFC 3875 section 4.1 and those that
 * have become custom since. What the request says wins over what is set for all scripts,
 * and of the environment of this server a script gets nothing by itself.
 */
public final class MetaVariables {

	/**
	 * A hyphen becomes an underscore, so a name with an underscore of its own could
	 * overwrite a header that a proxy, or a login, vouches for.
	 */
	private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+");

	/**
	 * {@code HTTP_PROXY} is what programs take the address of their own proxy from
	 * (CVE-2016-5385 and others, "httpoxy"); the rest is between peer and server, or has
	 * a variable of its own.
	 */
	private static final Set<String> NOT_EXPORTED = Set.of("proxy", "proxy-authorization", "proxy-connection",
			"content-type", "content-length", "transfer-encoding", "connection", "keep-alive", "te", "trailer",
			"upgrade", "http2-settings");

	private static final String AUTHORIZATION = "authorization";

	private final Map<String, String> variables;

	private MetaVariables(Map<String, String> common) {
		this.variables = new LinkedHashMap<>(common);
	}

	/**
	 * The environment of a script.
	 * @param request the request
	 * @param common variables that all scripts get
	 * @param authorization whether the script is to see {@code Authorization}
	 * @return the variables, in order
	 */
	public static Map<String, String> of(CgiRequest request, Map<String, String> common, boolean authorization) {
		MetaVariables environment = new MetaVariables(common);
		environment.headers(request, authorization);
		environment.request(request);
		environment.parties(request);
		environment.script(request.script());
		return environment.variables;
	}

	private void request(CgiRequest request) {
		CgiRequest.Line line = request.line();
		put("GATEWAY_INTERFACE", "CGI/1.1");
		put("SERVER_SOFTWARE", "Torsion");
		put("REQUEST_METHOD", line.method());
		put("REQUEST_URI", (line.query() != null) ? line.path() + "?" + line.query() : line.path());
		put("QUERY_STRING", (line.query() != null) ? line.query() : "");
		put("SERVER_PROTOCOL", line.protocol());
		put("CONTENT_TYPE", first(request, "content-type"));
		put("CONTENT_LENGTH", (request.contentLength() >= 0) ? Long.toString(request.contentLength()) : null);
		// Without it php-cgi takes itself to be called directly, and refuses.
		put("REDIRECT_STATUS", "200");
	}

	private void parties(CgiRequest request) {
		CgiRequest.Server server = request.server();
		put("REQUEST_SCHEME", server.scheme());
		put("HTTPS", server.scheme().equals("https") ? "on" : null);
		put("SERVER_NAME", server.name());
		put("SERVER_PORT", Integer.toString(server.port()));
		put("SERVER_ADDR", server.address());
		CgiRequest.Peer peer = request.peer();
		put("REMOTE_ADDR", peer.address());
		put("REMOTE_HOST", peer.address());
		put("REMOTE_PORT", Integer.toString(peer.port()));
		put("REMOTE_USER", peer.user());
		put("AUTH_TYPE", (peer.user() != null) ? authType(first(request, AUTHORIZATION)) : null);
	}

	private void script(CgiRequest.Target script) {
		put("SCRIPT_NAME", script.scriptName());
		put("SCRIPT_FILENAME", script.file());
		put("DOCUMENT_ROOT", script.documentRoot());
		put("PATH_INFO", script.pathInfo().isEmpty() ? null : script.pathInfo());
		put("PATH_TRANSLATED", script.pathTranslated());
	}

	/**
	 * Section 4.1.18.
	 */
	private void headers(CgiRequest request, boolean authorization) {
		for (HeadField header : request.headers()) {
			String name = header.name().toLowerCase(Locale.ROOT);
			if (HEADER.matcher(name).matches() && !NOT_EXPORTED.contains(name)
					&& (authorization || !name.equals(AUTHORIZATION)) && isClean(header.value())) {
				this.variables.merge("HTTP_" + name.toUpperCase(Locale.ROOT).replace('-', '_'), header.value(),
						(one, other) -> one + (name.equals("cookie") ? "; " : ", ") + other);
			}
		}
	}

	/**
	 * A variable that the request has no value for is not there, whatever is set for all
	 * scripts.
	 */
	private void put(String name, @Nullable String value) {
		if (value != null && isClean(value)) {
			this.variables.put(name, value);
		}
		else {
			this.variables.remove(name);
		}
	}

	private static boolean isClean(String value) {
		return value.chars().noneMatch((c) -> c == 0 || c == '\r' || c == '\n');
	}

	private static @Nullable String first(CgiRequest request, String name) {
		return request.headers()
			.stream()
			.filter((header) -> header.name().equalsIgnoreCase(name))
			.map(HeadField::value)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Section 4.1.1: the scheme. Who has logged in by a form, or by a certificate, has
	 * none.
	 */
	private static String authType(@Nullable String authorization) {
		int space = (authorization != null) ? authorization.indexOf(' ') : -1;
		return (authorization != null && space > 0) ? authorization.substring(0, space) : "Custom";
	}

}
