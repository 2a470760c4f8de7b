package dev.torsion.web.cgi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.web.RawHttp;
import dev.torsion.web.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bytes between peer and script: versions of HTTP, and values that are not ASCII.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScriptWireTests {

	private static final String TEXT = "printf 'Content-Type: text/plain\\r\\n\\r\\n'; ";

	private static TestServer server;

	@BeforeAll
	static void serve(@TempDir Path directory) throws IOException {
		Path cgi = Files.createDirectory(directory.resolve("cgi-bin"));
		Scripts.shell(cgi, "text", TEXT + "echo text");
		Scripts.shell(cgi, "length", "printf 'Content-Length: 5\\r\\n'; " + TEXT + "echo text");
		Scripts.shell(cgi, "agent", TEXT + "printf %s \"$HTTP_USER_AGENT\" | od -An -c");
		Scripts.shell(cgi, "type", TEXT + "printf %s \"$CONTENT_TYPE\" | od -An -c");
		Scripts.shell(cgi, "query", TEXT + "printf %s \"$QUERY_STRING\" | od -An -c");
		Scripts.shell(cgi, "info", TEXT + "printf %s \"$PATH_INFO\" | od -An -c");
		Scripts.shell(cgi, "tag", "printf 'X-A: \\303\\274 \\374\\n'; " + TEXT);
		server = TestServer.start(TestServer.class, "network.web.mounts[0].path=/cgis",
				"network.web.mounts[0].cgi=" + cgi);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static String all(String request) throws IOException {
		try (RawHttp connection = server.connect()) {
			connection.send(request);
			return new String(connection.socket().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Host: test\r\n", "Host: test\r\nConnection: keep-alive\r\n" })
	void endsAnAnswerOfUnknownLengthToHttp10WithTheConnection(String headers) throws IOException {
		assertThat(all("GET /cgis/text HTTP/1.0\r\n" + headers + "\r\n")).startsWith("HTTP/1.")
			.doesNotContainIgnoringCase("transfer-encoding", "content-length", "connection: keep-alive")
			.endsWith("\r\n\r\ntext\n");
	}

	@Test
	void tellsHttp10TheLengthThatAScriptPromises() throws IOException {
		assertThat(all("GET /cgis/length HTTP/1.0\r\n\r\n")).contains("Content-Length: 5\r\n")
			.doesNotContainIgnoringCase("transfer-encoding")
			.endsWith("\r\n\r\ntext\n");
	}

	@Test
	void saysWhen() {
		assertThat(server.get("/cgis/text").header("Date")).endsWith(" GMT");
	}

	@ParameterizedTest
	@CsvSource({ "\u00c3\u00bc, 303 274", "a\u00e2\u0082\u00ac, a 342 202 254",
			"\u00f0\u009f\u0098\u0080, 360 237 230 200" })
	void handsOnTheBytesOfAHeader(String latin1, String octets) {
		assertThat(server.get("/cgis/agent", "User-Agent: " + latin1).body().strip().split(" +"))
			.containsExactly(octets.split(" "));
		assertThat(server.get("/cgis/type", "Content-Type: " + latin1).body().strip().split(" +"))
			.containsExactly(octets.split(" "));
	}

	@Test
	void handsOnTheBytesOfThePath() {
		assertThat(server.get("/cgis/query?%C3%BC\u00c3\u00bc").body().strip().split(" +")).containsExactly("%", "C",
				"3", "%", "B", "C", "303", "274");
		assertThat(server.get("/cgis/info/%C3%BC").body().strip().split(" +")).containsExactly("/", "303", "274");
	}

	@Test
	void handsOnTheBytesOfAHeaderOfTheScript() {
		assertThat(server.get("/cgis/tag").header("X-A")).isEqualTo("\u00c3\u00bc \u00fc");
	}

	@Test
	void readsBytesInTheCharsetOfThePlatform() {
		PlatformText utf8 = new PlatformText(StandardCharsets.UTF_8);
		assertThat(utf8.of("\u00c3\u00bc")).isEqualTo("\u00fc");
		assertThat(utf8.of("\u00fc")).isEqualTo("\u00fc");
		assertThat(utf8.of("\u20ac\u00c3")).isEqualTo("\u20ac\u00c3");
		assertThat(new PlatformText(StandardCharsets.ISO_8859_1).of("\u00c3\u00bc")).isEqualTo("\u00c3\u00bc");
		assertThat(new PlatformText(StandardCharsets.US_ASCII).of("\u00c3\u00bc")).isEqualTo("\u00c3\u00bc");
	}

}
