package dev.torsion.web.cgi.wire;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MetaVariablesTests {

	private static final CgiRequest.Line GET = new CgiRequest.Line("GET", "/cgis/a%20b/info", "x=1&y=%20", "HTTP/1.1");

	private static final CgiRequest.Server SERVER = new CgiRequest.Server("http", "www.example", 8080, "192.0.2.1");

	private static final CgiRequest.Peer PEER = new CgiRequest.Peer("192.0.2.7", 1234, null);

	private static final CgiRequest.Target TARGET = new CgiRequest.Target("/srv/cgi/a b", "/cgis/a b", "/info",
			"/srv/www/info", "/srv/www");

	@Test
	void tellsOfARequest() {
		Map<String, String> variables = MetaVariables.of(
				new CgiRequest(GET, SERVER, PEER, TARGET, -1, List.of(new HeadField("Host", "www.example:8080"))),
				Map.of("PATH", "/bin"), false);
		assertThat(variables).containsOnly(Map.entry("PATH", "/bin"), Map.entry("GATEWAY_INTERFACE", "CGI/1.1"),
				Map.entry("SERVER_SOFTWARE", "Torsion"), Map.entry("REQUEST_METHOD", "GET"),
				Map.entry("REQUEST_URI", "/cgis/a%20b/info?x=1&y=%20"), Map.entry("QUERY_STRING", "x=1&y=%20"),
				Map.entry("SERVER_PROTOCOL", "HTTP/1.1"), Map.entry("REDIRECT_STATUS", "200"),
				Map.entry("REQUEST_SCHEME", "http"), Map.entry("SERVER_NAME", "www.example"),
				Map.entry("SERVER_PORT", "8080"), Map.entry("SERVER_ADDR", "192.0.2.1"),
				Map.entry("REMOTE_ADDR", "192.0.2.7"), Map.entry("REMOTE_HOST", "192.0.2.7"),
				Map.entry("REMOTE_PORT", "1234"), Map.entry("SCRIPT_NAME", "/cgis/a b"),
				Map.entry("SCRIPT_FILENAME", "/srv/cgi/a b"), Map.entry("DOCUMENT_ROOT", "/srv/www"),
				Map.entry("PATH_INFO", "/info"), Map.entry("PATH_TRANSLATED", "/srv/www/info"),
				Map.entry("HTTP_HOST", "www.example:8080"));
	}

	@Test
	void tellsOfABody() {
		List<HeadField> type = List.of(new HeadField("content-type", "text/plain"),
				new HeadField("Content-Length", "9"));
		assertThat(MetaVariables.of(new CgiRequest(GET, SERVER, PEER, TARGET, 5, type), Map.of(), false))
			.containsEntry("CONTENT_TYPE", "text/plain")
			.containsEntry("CONTENT_LENGTH", "5")
			.doesNotContainKeys("HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH");
		assertThat(with(type)).doesNotContainKey("CONTENT_LENGTH");
	}

	@Test
	void leavesOutWhatThereIsNot() {
		CgiRequest.Line line = new CgiRequest.Line("GET", "/x", null, "HTTP/1.1");
		CgiRequest.Target target = new CgiRequest.Target("/srv/x", "/x", "", null, "/srv");
		assertThat(MetaVariables.of(new CgiRequest(line, SERVER, PEER, target, -1, List.of()), Map.of(), false))
			.containsEntry("QUERY_STRING", "")
			.containsEntry("REQUEST_URI", "/x")
			.doesNotContainKeys("PATH_INFO", "PATH_TRANSLATED", "AUTH_TYPE", "REMOTE_USER", "CONTENT_LENGTH",
					"CONTENT_TYPE", "HTTPS");
	}

	@Test
	void namesWhoHasLoggedIn() {
		assertThat(as("alice", "Basic YTpi")).containsEntry("REMOTE_USER", "alice")
			.containsEntry("AUTH_TYPE", "Basic")
			.doesNotContainKey("HTTP_AUTHORIZATION");
		assertThat(as("alice", null)).containsEntry("REMOTE_USER", "alice").containsEntry("AUTH_TYPE", "Custom");
		assertThat(as(null, "Basic YTpi")).doesNotContainKeys("REMOTE_USER", "AUTH_TYPE", "HTTP_AUTHORIZATION");
	}

	@Test
	void tellsOfTls() {
		CgiRequest.Server server = new CgiRequest.Server("https", "[2001:db8::1]", 443, "2001:db8::1");
		assertThat(MetaVariables.of(new CgiRequest(GET, server, PEER, TARGET, -1, List.of()), Map.of(), false))
			.containsEntry("HTTPS", "on")
			.containsEntry("REQUEST_SCHEME", "https")
			.containsEntry("SERVER_NAME", "[2001:db8::1]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Proxy", "proxy", "PROXY", "Proxy-Authorization", "Proxy-Connection", "Authorization",
			"Transfer-Encoding", "Connection", "Keep-Alive", "TE", "Trailer", "Upgrade", "Remote_User", "X.Y", "X Y",
			"X_Forwarded_For", "", "Xé", "X\u017f" })
	void exportsNothingThatCouldDeceive(String name) {
		assertThat(with(List.of(new HeadField(name, "evil"))).values()).doesNotContain("evil");
	}

	@Test
	void exportsAuthorizationIfToldTo() {
		CgiRequest request = new CgiRequest(GET, SERVER, PEER, TARGET, -1,
				List.of(new HeadField("authorization", "Basic YTpi")));
		assertThat(MetaVariables.of(request, Map.of(), true)).containsEntry("HTTP_AUTHORIZATION", "Basic YTpi");
	}

	@Test
	void joinsRepeatedHeaders() {
		assertThat(with(List.of(new HeadField("Cookie", "a=1"), new HeadField("X-A", "1"),
				new HeadField("cookie", "b=2"), new HeadField("x-a", "2"))))
			.containsEntry("HTTP_COOKIE", "a=1; b=2")
			.containsEntry("HTTP_X_A", "1, 2");
	}

	@Test
	void letsTheRequestWinOverWhatIsSet() {
		Map<String, String> variables = MetaVariables.of(new CgiRequest(GET, SERVER, PEER, TARGET, -1, List.of()),
				Map.of("REMOTE_USER", "root", "REQUEST_METHOD", "POST", "GIT_PROJECT_ROOT", "/srv/git"), false);
		assertThat(variables).containsEntry("REQUEST_METHOD", "GET")
			.containsEntry("GIT_PROJECT_ROOT", "/srv/git")
			.doesNotContainKey("REMOTE_USER");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\rb", "a\0b" })
	void exportsNoValueThatIsMoreThanALine(String value) {
		assertThat(with(List.of(new HeadField("X-A", value)))).doesNotContainKey("HTTP_X_A");
		assertThat(as(value, null)).doesNotContainKey("REMOTE_USER");
	}

	private static Map<String, String> with(List<HeadField> headers) {
		return MetaVariables.of(new CgiRequest(GET, SERVER, PEER, TARGET, -1, headers), Map.of(), false);
	}

	private static Map<String, String> as(@Nullable String user, @Nullable String authorization) {
		List<HeadField> headers = (authorization != null) ? List.of(new HeadField("Authorization", authorization))
				: List.of();
		CgiRequest.Peer peer = new CgiRequest.Peer("192.0.2.7", 1234, user);
		return MetaVariables.of(new CgiRequest(GET, SERVER, peer, TARGET, -1, headers), Map.of(), false);
	}

}
