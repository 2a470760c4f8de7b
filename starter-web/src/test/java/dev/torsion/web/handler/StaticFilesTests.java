package dev.torsion.web.handler;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.torsion.web.RawHttp;
import dev.torsion.web.RawHttp.Response;
import dev.torsion.web.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

class StaticFilesTests {

	private static final String DATE = "Wed, 01 Jan 2020 00:00:00 GMT";

	private static final byte[] LARGE = new byte[5_000_000];

	private static TestServer server;

	@BeforeAll
	static void serve(@TempDir Path directory) throws Exception {
		new Random(1).nextBytes(LARGE);
		Path root = Files.createDirectories(directory.resolve("root"));
		Path doc = Files.createDirectories(directory.resolve("doc/deep"));
		write(directory.resolve("secret.txt"), "classified");
		write(root.resolve("index.html"), "home");
		write(root.resolve("a.txt"), "0123456789");
		write(root.resolve("é ü.txt"), "accents");
		write(root.resolve(".env"), "classified");
		write(root.resolve("404.html"), "<h1>not here</h1>");
		write(root.resolve("50x.html"), "<h1>our fault</h1>");
		write(root.resolve("hello"), "shadowed by the controller");
		Files.write(root.resolve("large.bin"), LARGE);
		Files.createDirectories(root.resolve("empty"));
		write(root.resolve("sub/index.htm"), "sub");
		write(root.resolve("sub/.git/config"), "classified");
		write(root.resolve(".well-known/acme"), "token");
		write(root.resolve("zero.txt"), "");
		write(root.resolve("app/index.html"), "app");
		write(doc.resolve("index.html"), "deep");
		write(doc.resolve("../b.txt"), "b");
		write(doc.resolve("../.hidden"), "classified");
		Files.createSymbolicLink(root.resolve("out.txt"), directory.resolve("secret.txt"));
		server = TestServer.start(Controllers.class, "network.web.root=" + root, "network.web.mounts[0].path=/doc",
				"network.web.mounts[0].root=" + directory.resolve("doc"), "network.web.mounts[0].listing=true",
				"network.web.mounts[1].path=/spa", "network.web.mounts[1].root=" + root.resolve("app"),
				"network.web.mounts[1].try-files={path}.html,/index.html");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@CsvSource({ "/, home", "/index.html, home", "/sub/, sub", "/a.txt, 0123456789", "/%C3%A9%20%C3%BC.txt, accents",
			"/doc/b.txt, b", "/doc/deep/, deep", "/.well-known/acme, token", "/a.txt?x=/../y, 0123456789" })
	void serves(String path, String body) {
		Response response = server.get(path);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(body);
	}

	@Test
	void describesWhatItServes() {
		Response response = server.get("/a.txt");
		assertThat(response.headers()).containsEntry("Content-Type", "text/plain;charset=utf-8")
			.containsEntry("Content-Length", "10")
			.containsEntry("Last-Modified", DATE)
			.containsEntry("Accept-Ranges", "bytes")
			.containsKeys("Date", "ETag")
			.doesNotContainKeys("Transfer-Encoding", "Vary");
		assertThat(response.header("ETag")).startsWith("\"").endsWith("\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a.txt", "/large.bin", "/zero.txt", "/", "/doc/" })
	void answersHeadWithTheHeadersOfGet(String path) {
		Response get = server.get(path);
		Response head = server.request("HEAD", path);
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.headers()).containsAllEntriesOf(withoutDate(get));
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND" })
	void allowsNothingButGetAndHead(String method) {
		Response response = server.request(method, "/a.txt", "Content-Length: 0");
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.header("Allow")).isEqualTo("GET, HEAD");
	}

	@ParameterizedTest
	@CsvSource({ "/sub, ./sub/", "/sub?a=b&c=//d, ./sub/?a=b&c=//d", "/doc, ./doc/", "/doc/deep, ./deep/" })
	void redirectsADirectoryToItsSlash(String path, String location) {
		Response response = server.get(path);
		assertThat(response.status()).isEqualTo(301);
		assertThat(response.header("Location")).isEqualTo(location);
	}

	@ParameterizedTest
	@ValueSource(strings = { "//sub", "//evil.example/sub", "/%2Fevil.example", "/%5Cevil.example/..", "//sub/..",
			"/\\sub" })
	void neverRedirectsToAnotherHost(String path) {
		Response response = server.get(path);
		assertThat(response.status()).isBetween(400, 404);
		assertThat(response.header("Location")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/../secret.txt", "/sub/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
			"/.%2e/secret.txt", "/%252e%252e/secret.txt", "/%c0%ae%c0%ae/secret.txt", "/..%5csecret.txt",
			"/sub/..%00/secret.txt", "/out.txt", "/.env", "/%2eenv", "/sub/.git/config", "/doc/.hidden", "/a.txt/",
			"/a.txt%00.html", "/a.txt%20", "/a.txt.", "/A.TXT", "/doc/../a.txt", "/empty/", "/doc/deep/../b.txt",
			"/sub//index.htm", "/doc/nothing", "/;/a.txt", "/a.txt;x=1", "/index.html%0d%0aX:y" })
	void servesNothingElse(String path) {
		Response response = server.get(path);
		assertThat(response.status()).isBetween(400, 404);
		assertThat(response.body()).doesNotContain("classified", "0123456789", "home");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Host: a\r\nHost: b\r\n" })
	void answersNoRequestWithoutExactlyOneHost(String hosts) {
		try (RawHttp connection = server.connect()) {
			assertThat(connection.send("GET /a.txt HTTP/1.1\r\n" + hosts + "\r\n").response("GET").status())
				.isEqualTo(400);
			assertThat(connection.send("GET /a.txt HTTP/1.1\r\nHost: a\r\n\r\n").response("GET").status())
				.isEqualTo(200);
		}
	}

	@Test
	void listsDirectories() {
		assertThat(server.get("/doc/").body()).contains("href=\"./b.txt\"", "href=\"./deep/\"")
			.doesNotContain("hidden");
		Response json = server.get("/doc/", "Accept: application/json");
		assertThat(json.header("Content-Type")).isEqualTo("application/json");
		assertThat(json.body()).contains("{\"name\":\"b.txt\",\"type\":\"file\",\"size\":1");
		assertThat(json.header("Vary")).isEqualTo("Accept");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a.txt", "/large.bin" })
	void answersConditions(String path) {
		String tag = server.get(path).header("ETag");
		assertThat(server.get(path, "If-None-Match: " + tag).status()).isEqualTo(304);
		assertThat(server.get(path, "If-None-Match: \"x\"", "If-None-Match: W/" + tag).status()).isEqualTo(304);
		assertThat(server.get(path, "If-None-Match: \"x\"").status()).isEqualTo(200);
		assertThat(server.get(path, "If-Match: \"x\"").status()).isEqualTo(412);
		assertThat(server.get(path, "If-Match: " + tag).status()).isEqualTo(200);
		assertThat(server.get(path, "If-Match: \"x\"", "If-None-Match: " + tag).status()).isEqualTo(412);
		assertThat(server.get(path, "If-Unmodified-Since: Wed, 01 Jan 1997 00:00:00 GMT").status()).isEqualTo(412);
		assertThat(server.get(path, "If-Modified-Since: Wed, 01 Jan 2098 00:00:00 GMT").status()).isEqualTo(304);
		assertThat(server.request("HEAD", path, "If-None-Match: " + tag).status()).isEqualTo(304);
		assertThat(server.get(path, "If-None-Match: " + tag).header("ETag")).isEqualTo(tag);
	}

	@Test
	void answersRangesOfASmallFile() {
		Response part = server.get("/a.txt", "Range: bytes=2-4");
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.body()).isEqualTo("234");
		assertThat(part.header("Content-Range")).isEqualTo("bytes 2-4/10");
		assertThat(server.get("/a.txt", "Range: bytes=-3").body()).isEqualTo("789");
		Response beyond = server.get("/a.txt", "Range: bytes=10-");
		assertThat(beyond.status()).isEqualTo(416);
		assertThat(beyond.header("Content-Range")).isEqualTo("bytes */10");
		assertThat(server.get("/a.txt", "Range: lines=1-2").status()).isEqualTo(200);
		assertThat(server.request("HEAD", "/a.txt", "Range: bytes=2-4").status()).isEqualTo(200);
		String tag = server.get("/a.txt").header("ETag");
		assertThat(server.get("/a.txt", "Range: bytes=2-4", "If-Range: " + tag).status()).isEqualTo(206);
		assertThat(server.get("/a.txt", "Range: bytes=2-4", "If-Range: " + DATE).status()).isEqualTo(206);
		assertThat(server.get("/a.txt", "Range: bytes=2-4", "If-Range: \"x\"").body()).isEqualTo("0123456789");
	}

	@ParameterizedTest
	@CsvSource({ "/a.txt, 10", "/large.bin, 5000000" })
	void answersSeveralRangesInParts(String path, int size) {
		Response parts = server.get(path, "Range: bytes=0-1,4-5,-2");
		assertThat(parts.status()).isEqualTo(206);
		String type = String.valueOf(parts.header("Content-Type"));
		assertThat(type).startsWith("multipart/byteranges; boundary=");
		String boundary = type.substring(type.indexOf('=') + 1);
		String body = new String(parts.bytes(), StandardCharsets.ISO_8859_1);
		assertThat(body).contains("Content-Range: bytes 0-1/" + size, "Content-Range: bytes " + (size - 2) + "-")
			.endsWith("\r\n--" + boundary + "--\r\n");
		assertThat(body.split("--" + boundary)).hasSize(5);
	}

	@Test
	void sendsALargeFileAndItsParts() {
		assertThat(server.get("/large.bin").bytes()).isEqualTo(LARGE);
		Response part = server.get("/large.bin", "Range: bytes=2000000-4500000");
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(LARGE, 2_000_000, 4_500_001));
	}

	@Test
	void ignoresAHundredRanges() {
		String ranges = IntStream.range(0, 100).mapToObj((i) -> i * 2 + "-" + i * 2).collect(Collectors.joining(","));
		Response response = server.get("/large.bin", "Range: bytes=" + ranges);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.bytes()).hasSize(LARGE.length);
	}

	@Test
	void letsControllersWin() {
		assertThat(server.get("/hello").body()).isEqualTo("from the controller");
	}

	@Test
	void answersErrorsWithPagesForBrowsersOnly() {
		Response missing = server.get("/nothing", "Accept: text/html,*/*;q=0.8");
		assertThat(missing.status()).isEqualTo(404);
		assertThat(missing.body()).isEqualTo("<h1>not here</h1>");
		Response failed = server.get("/fail", "Accept: text/html");
		assertThat(failed.status()).isEqualTo(503);
		assertThat(failed.body()).isEqualTo("<h1>our fault</h1>");
		assertThat(server.get("/broken", "Accept: text/html").body()).isEqualTo("<h1>our fault</h1>");
		assertThat(server.get("/nothing", "Accept: application/json").body()).startsWith("{");
		assertThat(server.get("/nothing").body()).startsWith("{");
	}

	@Test
	void fallsBackToTheFirstFileThereIsForPages() {
		assertThat(server.get("/spa/orders/17", "Accept: text/html").body()).isEqualTo("app");
		assertThat(server.get("/spa/index").body()).isEqualTo("app");
		assertThat(server.get("/spa/missing.js").status()).isEqualTo(404);
		assertThat(server.get("/spa/orders", "Accept: application/json").status()).isEqualTo(404);
		assertThat(server.request("POST", "/spa/orders", "Content-Length: 0").status()).isEqualTo(404);
		assertThat(server.get("/orders/17").status()).isEqualTo(404);
	}

	private static Map<String, String> withoutDate(Response response) {
		Map<String, String> headers = new HashMap<>(response.headers());
		headers.keySet().removeIf((name) -> name.equalsIgnoreCase("Date"));
		return headers;
	}

	private static void write(Path file, String text) throws Exception {
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
		Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
	}

	@RestController
	static class Controllers {

		@GetMapping("/hello")
		String hello() {
			return "from the controller";
		}

		@GetMapping("/fail")
		String fail() {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
		}

		@GetMapping("/broken")
		String broken() {
			throw new IllegalStateException("for the test");
		}

	}

}
