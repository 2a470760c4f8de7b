package dev.torsion.web.handler;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.torsion.web.CgiGateway;
import dev.torsion.web.RawHttp;
import dev.torsion.web.RawHttp.Response;
import dev.torsion.web.TestServer;
import dev.torsion.web.cgi.CgiVariables;
import dev.torsion.web.content.Contents;
import dev.torsion.web.content.ScriptResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ScriptsOverHttpTests {

	private static final String SOURCE = "my $password = 'source';";

	private static TestServer server;

	private static Path www;

	@BeforeAll
	static void serve(@TempDir Path directory) throws Exception {
		www = Files.createDirectory(directory.resolve("www")).toRealPath();
		Path doc = Files.createDirectory(directory.resolve("doc"));
		Path app = Files.createDirectory(directory.resolve("app"));
		Path cgi = Files.createDirectory(directory.resolve("cgi"));
		for (String name : List.of("a.pl", "B.PL", "dir/index.pl", "404.pl", "a.pl.gz", "a.pl~", "a.pl.bak",
				"writable.pl", "ü.pl")) {
			write(www.resolve(name), SOURCE);
		}
		Files.setPosixFilePermissions(www.resolve("writable.pl"), PosixFilePermissions.fromString("rwxrwxrwx"));
		Files.createSymbolicLink(www.resolve("link.txt"), Path.of("a.pl"));
		write(www.resolve("a.txt"), "text");
		write(doc.resolve("b.pl"), SOURCE);
		write(app.resolve("front.pl"), SOURCE);
		write(app.resolve("page.html"), "page");
		write(cgi.resolve("run"), SOURCE);
		write(cgi.resolve("index.html"), SOURCE);
		server = TestServer.start(Echo.class, "network.web.root=" + www, "network.web.index=index.html,index.pl",
				"network.web.processors[0].extension=pl", "network.web.processors[0].run=/bin/sh",
				"network.web.error-pages=404.pl", "network.web.mounts[0].path=/doc",
				"network.web.mounts[0].root=" + doc, "network.web.mounts[0].listing=true",
				"network.web.mounts[1].path=/app", "network.web.mounts[1].root=" + app,
				"network.web.mounts[1].try-files={path}.html,/front.pl", "network.web.mounts[2].path=/cgis",
				"network.web.mounts[2].cgi=" + cgi, "network.web.mounts[3].path=/branding",
				"network.web.mounts[3].root=classpath:/branding");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a.pl", "/a.pl/", "/a.pl/info", "/a%2Epl", "/a.p%6C", "/B.PL", "/dir/", "/dir/index.pl",
			"/doc/b.pl", "/cgis/run", "/%C3%BC.pl" })
	void runsAScriptInsteadOfSendingIt(String path) {
		for (String header : List.of("X-A: 1", "Range: bytes=0-9", "If-None-Match: *",
				"If-Modified-Since: Wed, 01 Jan 2098 00:00:00 GMT", "Accept-Encoding: gzip, br", "Accept: text/plain",
				"If-Match: \"x\"")) {
			Response response = server.get(path, header);
			assertThat(response.status()).as(header).isEqualTo(200);
			assertThat(response.body()).as(header).contains("COMMAND=").doesNotContain("source");
			assertThat(response.header("ETag")).isNull();
		}
		assertThat(server.request("HEAD", path).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a.PL", "/A.pl", "/a.pl.", "/a.pl%20", "/a.pl%00", "/a.pl%00.txt", "/a.pl%2F", "/a.pl%5C",
			"/a.pl::$DATA", "/a.pl;x", "/a.pl.gz", "/a.pl~", "/a.pl.bak", "/link.txt", "/dir/../a.pl", "/./a.pl",
			"//a.pl", "/a.pl//x", "/a.pl/../a.txt", "/a.pl/.hidden", "/a.pl/%2e%2e/x", "/a.pl/x%2Fy", "/b\u017f.pl",
			"/doc/b.pl.gz", "/cgis/", "/cgis", "/cgis/run%00", "/cgis/../a.pl", "/cgis/none", "/none.pl", "/none.pl/x",
			"/a.txt/b.pl", "/branding/../a.pl" })
	void neverSendsTheSource(String path) {
		for (String method : List.of("GET", "POST", "HEAD", "PUT")) {
			Response response = server.request(method, path, "Content-Length: 0", "Accept: text/html");
			assertThat(response.status()).as(method).isBetween(400, 405);
			assertThat(response.body()).as(method).doesNotContain("source", "COMMAND");
		}
	}

	@Test
	void forbidsAScriptThatEverybodyMayWriteTo() {
		Response response = server.get("/writable.pl");
		assertThat(response.status()).isEqualTo(403);
		assertThat(response.body()).doesNotContain("source", "COMMAND", www.toString());
	}

	@Test
	void remembersWhereAScriptIs() {
		server.get("/a.pl/remembered");
		assertThat(server.bean(Contents.class).recent("/a.pl/remembered")).isInstanceOf(ScriptResource.class);
	}

	@Test
	void listsScriptsButDoesNotShowThem() {
		assertThat(server.get("/doc/").body()).contains("./b.pl").doesNotContain("source");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND" })
	void leavesMethodsToTheScript(String method) {
		Response response = server.request(method, "/a.pl", "Content-Length: 0");
		assertThat(response.status()).isEqualTo(200);
		assertThat(variables(response)).containsEntry("REQUEST_METHOD", method);
	}

	@Test
	void letsNoScriptTrace() {
		Response response = server.request("TRACE", "/a.pl");
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.header("Allow")).isEqualTo("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
		assertThat(server.request("POST", "/a.txt", "Content-Length: 0").header("Allow")).isEqualTo("GET, HEAD");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Host: a\r\nHost: b\r\n" })
	void runsNothingWithoutExactlyOneHost(String hosts) {
		try (RawHttp connection = server.connect()) {
			assertThat(connection.send("GET /a.pl HTTP/1.1\r\n" + hosts + "\r\n").response("GET").status())
				.isEqualTo(400);
		}
	}

	@Test
	void handsWhatNothingAnswersToAFrontController() {
		Map<String, String> variables = variables(server.get("/app/orders/17?x=1", "Accept: text/html"));
		assertThat(variables).containsEntry("SCRIPT_NAME", "/app/front.pl")
			.containsEntry("REQUEST_URI", "/app/orders/17?x=1")
			.containsEntry("QUERY_STRING", "x=1")
			.doesNotContainKey("PATH_INFO");
		assertThat(variables(server.request("POST", "/app/orders", "Content-Length: 0", "Accept: application/json")))
			.containsEntry("SCRIPT_NAME", "/app/front.pl")
			.containsEntry("REQUEST_METHOD", "POST");
		assertThat(server.get("/app/page", "Accept: text/html").body()).isEqualTo("page");
		assertThat(server.get("/app/missing.js", "Accept: text/html").status()).isEqualTo(404);
	}

	@Test
	void tellsTheScriptOfTheRequest() {
		Map<String, String> variables = variables(server.get("/dir/index.pl/a%20b?q=%41", "Cookie: a=1", "cookie: b=2",
				"Proxy: http://evil.example", "X_Real_IP: 1", "X-Real.IP: 1", "Authorization: Basic YTpi"));
		assertThat(variables).containsEntry("COMMAND", "/bin/sh " + www.resolve("dir/index.pl"))
			.containsEntry("SCRIPT_NAME", "/dir/index.pl")
			.containsEntry("SCRIPT_FILENAME", www.resolve("dir/index.pl").toString())
			.containsEntry("DOCUMENT_ROOT", www.toString())
			.containsEntry("PATH_INFO", "/a b")
			.containsEntry("PATH_TRANSLATED", www + "/a b")
			.containsEntry("QUERY_STRING", "q=%41")
			.containsEntry("REQUEST_URI", "/dir/index.pl/a%20b?q=%41")
			.containsEntry("SERVER_PROTOCOL", "HTTP/1.1")
			.containsEntry("SERVER_NAME", "test")
			.containsEntry("SERVER_PORT", "80")
			.containsEntry("SERVER_ADDR", "127.0.0.1")
			.containsEntry("REMOTE_ADDR", "127.0.0.1")
			.containsEntry("HTTP_HOST", "test")
			.containsEntry("HTTP_COOKIE", "a=1; b=2")
			.containsEntry("PATH", "/usr/local/bin:/usr/bin:/bin")
			.doesNotContainKeys("HTTP_PROXY", "HTTP_X_REAL_IP", "HTTP_AUTHORIZATION", "REMOTE_USER", "HOME", "PWD");
	}

	@ParameterizedTest
	@CsvSource({ "example.org:8080, example.org, 8080", "[::1]:81, [::1], 81", "[2001:db8::1], [2001:db8::1], 80",
			"192.0.2.1, 192.0.2.1, 80" })
	void namesTheServerAsThePeerDoes(String host, String name, String port) {
		try (RawHttp connection = server.connect()) {
			Map<String, String> variables = variables(
					connection.send("GET /a.pl HTTP/1.1\r\nHost: " + host + "\r\n\r\n").response("GET"));
			assertThat(variables).containsEntry("SERVER_NAME", name).containsEntry("SERVER_PORT", port);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>", "a b", "a/b", "a\"b", "a:b:c", "" })
	void namesTheServerByItsAddressWhereTheHostIsNone(String host) {
		try (RawHttp connection = server.connect()) {
			Response response = connection.send("GET /a.pl HTTP/1.1\r\nHost: " + host + "\r\n\r\n").response("GET");
			if (response.status() == 200) {
				assertThat(variables(response)).containsEntry("SERVER_NAME", "127.0.0.1");
			}
			else {
				assertThat(response.status()).isEqualTo(400);
			}
		}
	}

	@Test
	void makesNoArgumentsOfAQuery() {
		assertThat(variables(server.get("/a.pl?-s+-d"))).containsEntry("COMMAND", "/bin/sh " + www.resolve("a.pl"))
			.containsEntry("QUERY_STRING", "-s+-d");
	}

	private static Map<String, String> variables(Response response) {
		assertThat(response.status()).isEqualTo(200);
		return new String(response.bytes(), StandardCharsets.UTF_8).lines()
			.collect(Collectors.toMap((line) -> line.substring(0, line.indexOf('=')),
					(line) -> line.substring(line.indexOf('=') + 1)));
	}

	private static void write(Path file, String text) throws Exception {
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Echo {

		@Bean
		CgiGateway echo(CgiVariables variables) {
			return new EchoGateway(variables);
		}

	}

}
