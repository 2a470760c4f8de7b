package dev.torsion.web.interop;

import java.util.List;

import static dev.torsion.web.interop.Question.ask;

/**
 * The questions about scripts: each a case that gateways to programs have got wrong.
 */
final class ScriptQuestions {

	private static final String DOCUMENTS = "RFC 3875, 4.1.6: what path info would be as a path of this server, which is below the root of the site";

	private static final String PLAIN_PATHS = "Means one path to a rule or filter in front, and another to whoever decodes it again";

	private static final String BAD_GATEWAY = "RFC 9110, 15.6.3: 502 says that the program is at fault, 500 that this server is";

	private static final String NO_HEAD = "RFC 3875, 6.2: an answer has a head with Content-Type, Location or Status. What has none may be anything, a message"
			+ " with a password in it, say";

	private static final String AMBIGUOUS = "Read in another way by whatever stands in front of this server, it is a second header or a second answer";

	private static final String NAMES = "Becomes the same variable as X-A, for which a proxy or a login may vouch";

	private static final String NO_LENGTH = "RFC 3875, 4.1.2: CONTENT_LENGTH is there if and only if there is a body";

	static final List<Question> ALL = List.of(ask("GET /cgis/plain"), ask("HEAD /cgis/plain"),
			ask("GET /cgis/plain").in("HTTP/1.0"), ask("HEAD /cgis/plain").in("HTTP/1.0"), ask("GET /cgis/status"),
			ask("GET /cgis/repeated"), ask("GET /cgis/crlf"), ask("GET /cgis/length"),
			ask("GET /cgis/length").in("HTTP/1.0"), ask("HEAD /cgis/length"), ask("GET /cgis/too-long"),
			ask("GET /cgis/too-short"), ask("GET /cgis/no-content"), ask("GET /cgis/not-modified"),
			ask("GET /cgis/connection"),
			ask("GET /cgis/chunked").differs("status",
					"How the answer is framed is between server and peer; a program that says so has framed it itself, or means to deceive"),
			// Redirects
			ask("GET /cgis/client"), ask("GET /cgis/client-status"), ask("GET /cgis/client-body"),
			ask("GET /cgis/local").differs("accept-ranges",
					"RFC 3875, 6.2.2: the answer to a request for that path, which has ranges (they are switched off in this lighttpd)"),
			ask("GET /cgis/local-query"), ask("POST /cgis/local-query", "Content-Length: 3").sending("abc"),
			ask("GET /cgis/local-status"), ask("GET /cgis/local-cookie"), ask("GET /cgis/local-none"),
			ask("GET /cgis/local-loop").differs("status",
					"Says that the programs are at fault; lighttpd gives up and lets the client go on with the loop"),
			ask("GET /cgis/two-slashes").differs("status",
					"RFC 3986, 4.2: two slashes begin an authority, so it is another host that is meant"),
			// Bodies of requests
			ask("POST /cgis/cat", "Content-Length: 5", "Content-Type: text/x-a").sending("abcde"),
			ask("POST /cgis/cat", "Transfer-Encoding: chunked").sending("2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n"),
			ask("POST /cgis/cat", "Content-Length: 0"),
			ask("POST /cgis/cat").differs("status",
					"RFC 9112, 6.3: a request with neither length nor coding has no body; DELETE and others are no different"),
			ask("GET /cgis/cat").differs("body", NO_LENGTH), ask("PUT /cgis/cat", "Content-Length: 1").sending("a"),
			ask("DELETE /cgis/cat"), ask("POST /cgis/cat", "Content-Length: 5").in("HTTP/1.0").sending("abcde"),
			ask("POST /cgis/deaf", "Content-Length: 70000").sending("x".repeat(70_000)),
			// Paths
			ask("GET /cgis/info/a%20b/c").differs("body", DOCUMENTS), ask("GET /cgis/info/").differs("body", DOCUMENTS),
			ask("GET /cgis/info//a").differs("status",
					"RFC 3986, 3.3: an empty segment is a segment; lighttpd drops it, others do not"),
			ask("GET /cgis/info/%C3%BC").differs("body", DOCUMENTS),
			ask("GET /cgis/info/a%2Fb").differs("status", PLAIN_PATHS),
			ask("GET /cgis/info/a%00").differs("status", "Names nothing, as any other path that is missing"),
			ask("GET /cgis/info/../plain").differs("status", PLAIN_PATHS), ask("GET /cgis/%70lain"),
			ask("GET /cgis/sub/below"),
			ask("GET /cgis/").differs("status", "Directories of programs are not there; a 403 would say that they are"),
			ask("GET /cgis"), ask("GET /cgis/none"),
			ask("GET /cgis/not-executable").differs("status",
					"RFC 9110, 15.5.4: it is there and not allowed; nothing has failed"),
			ask("GET /cgis/arguments?-s+-d"),
			ask("GET /cgis/arguments?a=%41&b").differs("body", "RFC 3875, 4.1.7: the query as it was sent"),
			ask("GET /cgis/arguments?"),
			// Scripts beside files
			ask("GET /script.pl"), ask("GET /script.pl/a/b"), ask("GET /dir/"), ask("GET /none.pl"),
			ask("GET /script.PL"),
			ask("GET /script.pl%00.txt").differs("status", "Names nothing, as any other path that is missing"),
			ask("GET /script.pl~").differs("status", "The copy an editor leaves is source, and not sent"),
			ask("POST /script.pl", "Content-Length: 0"), ask("OPTIONS /script.pl"),
			ask("TRACE /script.pl").differs("status",
					"What a script makes of TRACE is not what RFC 9110, 9.3.8 says; and it could show cookies"),
			ask("GET /script.pl", "Range: bytes=0-1"),
			// Heads that are none
			ask("GET /cgis/empty").differs("status", BAD_GATEWAY), ask("GET /cgis/headless").differs("status", NO_HEAD),
			ask("GET /cgis/no-type").differs("status", NO_HEAD), ask("GET /cgis/bad-status"),
			ask("GET /cgis/status-101").differs("status",
					"RFC 9110, 15.2: 101 would hand the connection to the program"),
			ask("GET /cgis/status-600").differs("status", "RFC 9110, 15: there are no such statuses"),
			ask("GET /cgis/control").differs("status", AMBIGUOUS), ask("GET /cgis/folded").differs("status", AMBIGUOUS),
			ask("GET /cgis/bare-cr").differs("status", AMBIGUOUS),
			ask("GET /cgis/bad-name").differs("status", AMBIGUOUS),
			ask("GET /cgis/two-types").differs("status", AMBIGUOUS),
			ask("GET /cgis/nph").differs("status",
					"RFC 3875, 5: only a script that is known as nph may write the status line; there are none here"),
			// Ends
			ask("GET /cgis/killed").differs("status", BAD_GATEWAY), ask("GET /cgis/killed-late"),
			ask("GET /cgis/errors"), ask("GET /cgis/exit-1"), ask("GET /cgis/large"),
			ask("GET /cgis/large").in("HTTP/1.0"), ask("GET /cgis/slow"), ask("GET /cgis/slow").in("HTTP/1.0"),
			// The environment
			value("GATEWAY_INTERFACE"), value("REQUEST_METHOD"), value("REQUEST_URI"), value("QUERY_STRING"),
			value("SERVER_PROTOCOL"), value("SERVER_PROTOCOL").in("HTTP/1.0"),
			value("SERVER_SOFTWARE").differs("body", "The name, and no version for those who look for old ones"),
			value("SERVER_NAME"),
			value("SERVER_PORT").differs("body",
					"RFC 3875, 4.1.15: the port of the request, as in SERVER_NAME the host of the request; links made of them are right behind a proxy"),
			value("SERVER_ADDR"), value("REMOTE_ADDR"),
			value("REMOTE_HOST").differs("body",
					"RFC 3875, 4.1.9: the address where the name is not known; it should be there"),
			value("REMOTE_USER"), value("SCRIPT_NAME"), value("SCRIPT_FILENAME"),
			value("DOCUMENT_ROOT").differs("body", "The root of the site; a directory of programs holds no documents"),
			value("PATH_INFO"), value("PATH_TRANSLATED"), value("CONTENT_LENGTH").differs("body", NO_LENGTH),
			value("CONTENT_TYPE"), value("REQUEST_SCHEME"), value("HTTPS"), value("REDIRECT_STATUS"),
			value("PATH").differs("body",
					"A script finds its programs in the same places wherever the server was started"),
			value("HOME"), value("LANG"), value("HTTP_HOST"),
			value("HTTP_CONNECTION").differs("body",
					"RFC 3875, 4.1.18: what is between server and peer may be left out"),
			value("HTTP_PROXY", "Proxy: http://evil.example"), value("HTTP_X_A", "X_A: 1").differs("body", NAMES),
			value("HTTP_X_A", "X-A: 1"), value("HTTP_X_A", "X-A: 1", "X-A: 2"),
			value("HTTP_X_A", "X.A: 1").differs("body", NAMES),
			value("HTTP_X_A", "X-A: 1", "X_A: 2").differs("body", NAMES),
			value("HTTP_COOKIE", "Cookie: a=1", "Cookie: b=2"), value("HTTP_X_A", "X-A: \u00c3\u00bc"),
			value("HTTP_X_A", "X-A: \u00fc").differs("body",
					"RFC 9110, 5.5: bytes that are no UTF-8 are ISO-8859-1, and an environment of UTF-8 says so in UTF-8"),
			value("HTTP_AUTHORIZATION", "Authorization: Basic YTpi").differs("body",
					"RFC 3875, 4.1.18: passwords are not for the environment; `cgi.authorization` is for programs that have to see them"),
			value("AUTH_TYPE", "Authorization: Basic YTpi"));

	private static Question value(String variable, String... headers) {
		return ask("GET /cgis/value?" + variable, headers);
	}

	private ScriptQuestions() {
	}

}
