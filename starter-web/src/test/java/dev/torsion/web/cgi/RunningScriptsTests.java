package dev.torsion.web.cgi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.torsion.web.InThread;
import dev.torsion.web.RawHttp;
import dev.torsion.web.RawHttp.Response;
import dev.torsion.web.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scripts that are really run, by requests that are really sent.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunningScriptsTests {

	private static final String TEXT = "printf 'Content-Type: text/plain\\r\\n\\r\\n'; ";

	@TempDir
	private static Path directory;

	private static Path cgi;

	private static TestServer server;

	@BeforeAll
	static void serve() throws IOException {
		Path root = Files.createDirectory(directory.resolve("htdocs"));
		cgi = Files.createDirectory(directory.resolve("cgi-bin"));
		Files.writeString(root.resolve("index.html"), "the index");
		Files.writeString(root.resolve("run.sh"), TEXT + "echo \"$SCRIPT_NAME $PATH_INFO by sh\"");
		server = TestServer.start(TestServer.class, "network.web.root=" + root,
				"network.web.processors[0].extension=sh", "network.web.processors[0].run=/bin/sh",
				"network.web.mounts[0].path=/cgis", "network.web.mounts[0].cgi=" + cgi,
				"network.web.cgi.max-request-size=4MB", "network.web.cgi.header-timeout=2s",
				"network.web.cgi.idle-timeout=1s", "network.processes.kill-grace=500ms",
				"network.processes.linger=200ms", "network.web.cgi.max-stderr=2KB");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static String script(String lines) throws IOException {
		String name = "script-" + System.nanoTime();
		Scripts.shell(cgi, name, lines);
		return "/cgis/" + name;
	}

	private static Response run(String lines) throws IOException {
		return server.get(script(lines));
	}

	private static long pidIn(Path file) throws IOException {
		return Long.parseLong(Files.readString(file).strip());
	}

	private static void awaitEnd(long pid) {
		ProcessHandle.of(pid).ifPresent((process) -> process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
	}

	/** One that has ended is a zombie until its new parent looks after it. */
	private static boolean hasEnded(Path process) {
		try {
			return Files.readString(process.resolve("stat")).contains(") Z ");
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static boolean endWithinASecond(List<String> pids) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
		List<Path> left = new ArrayList<>(pids.stream().map((pid) -> Path.of("/proc", pid)).toList());
		for (; !left.isEmpty(); left.removeIf(RunningScriptsTests::hasEnded)) {
			if (System.nanoTime() > deadline) {
				return false;
			}
			LockSupport.parkNanos(1_000_000);
		}
		return true;
	}

	@Test
	void answersWithWhatAScriptWrites() throws IOException {
		Response response = run("printf 'Status: 201 Made\\nX-A: 1\\nX-A: 2\\nContent-Type: text/x-a\\n\\nbody'");
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.header("X-A")).isEqualTo("1, 2");
		assertThat(response.header("Content-Type")).isEqualTo("text/x-a");
		assertThat(response.body()).isEqualTo("body");
		assertThat(server.get("/run.sh/a/b").body()).isEqualTo("/run.sh /a/b by sh\n");
	}

	@Test
	void carriesMoreThanAPipeHoldsBothWaysAtOnce() throws IOException {
		byte[] body = new byte[3_000_000];
		new Random(1).nextBytes(body);
		String path = script(TEXT + "exec cat");
		for (String length : List.of("Content-Length: " + body.length, "Transfer-Encoding: chunked")) {
			try (RawHttp connection = server.connect()) {
				connection.send("POST", path, length);
				CompletableFuture<Void> sending = InThread.run(() -> send(connection, body, length.startsWith("T")));
				assertThat(connection.response("POST").bytes()).as(length).isEqualTo(body);
				sending.join();
			}
		}
	}

	private static void send(RawHttp connection, byte[] body, boolean chunked) {
		try {
			OutputStream out = connection.socket().getOutputStream();
			for (int from = 0; from < body.length; from += 10_000) {
				int size = Math.min(10_000, body.length - from);
				if (chunked) {
					out.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
				}
				out.write(body, from, size);
				if (chunked) {
					out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
				}
			}
			if (chunked) {
				out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 5", "Transfer-Encoding: chunked" })
	void tellsTheExactLengthOfABody(String header) throws IOException {
		String path = script(TEXT + "echo \"$CONTENT_LENGTH $HTTP_TRANSFER_ENCODING\"; cat");
		try (RawHttp connection = server.connect()) {
			connection.send("POST", path, header);
			connection.send(header.startsWith("C") ? "abcde" : "2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n");
			assertThat(connection.response("POST").body()).isEqualTo("5 \nabcde");
		}
	}

	@Test
	void refusesABodyThatIsTooLarge() throws IOException {
		String path = script(TEXT + "cat");
		assertThat(server.request("POST", path, "Content-Length: 4194305").status()).isEqualTo(413);
		try (RawHttp connection = server.connect()) {
			connection.send("POST", path, "Transfer-Encoding: chunked");
			CompletableFuture<Void> sending = InThread.run(() -> send(connection, new byte[4_200_000], true));
			assertThat(connection.response("POST").status()).isEqualTo(413);
			sending.exceptionally((ex) -> null).join();
		}
	}

	@Test
	void aScriptThatDoesNotReadItsInputIsNotAtFault() throws IOException {
		String path = script("exec 0<&-; " + TEXT + "echo done");
		try (RawHttp connection = server.connect()) {
			connection.send("POST", path, "Content-Length: 60000");
			connection.send("x".repeat(60_000));
			assertThat(connection.response("POST").body()).isEqualTo("done\n");
		}
	}

	@Test
	void logsAFloodOfErrorsUpToItsLimit() throws IOException {
		Response response = run(TEXT + "yes error | head -c 3000000 >&2; echo done");
		assertThat(response.body()).isEqualTo("done\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "exit 0", "echo text", "printf 'Content-Type: text/plain\n'", "kill -9 $$", "exit 1",
			"printf 'Content-Type: text/plain\nTransfer-Encoding: chunked\n\n0\r\n\r\n'",
			"printf 'Status: 101 Switch\n\n'", "printf 'HTTP/1.1 200 OK\nContent-Type: text/plain\n\ntext'",
			"printf 'Status: 200\nX-A: \001\n\n'", "yes 'X-A: 1' | head -101; echo; echo text",
			"printf 'Content-Type: text/plain\nX-A: '; head -c 70000 /dev/zero | tr '\\0' a; printf '\n\n'",
			"echo Secret >&2; exit 1" })
	void aScriptThatFailsIsABadGateway(String lines) throws IOException {
		Response response = run(lines);
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.body()).doesNotContain("Secret").doesNotContain(cgi.toString());
	}

	@Test
	void aProgramThatCannotBeStartedIsABadGateway() throws IOException {
		Scripts.executable(cgi, "no-interpreter", "#!/none/such\n");
		assertThat(server.get("/cgis/no-interpreter").status()).isEqualTo(502);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep 1000", "while :; do printf 'X-A: 1\n'; sleep 0.1; done",
			"trap '' TERM; while :; do sleep 1; done" })
	void aScriptThatNeverEndsItsHeadIsAGatewayTimeout(String lines) throws IOException {
		Path pid = directory.resolve("pid-" + System.nanoTime());
		assertThat(run("echo $$ >" + pid + "; " + lines).status()).isEqualTo(504);
		awaitEnd(pidIn(pid));
	}

	@Test
	void breaksTheConnectionWhenAScriptFallsSilent() throws IOException {
		Path pid = directory.resolve("pid-silent");
		String path = script(TEXT + "echo $$ >" + pid + "; echo part; sleep 1000");
		try (RawHttp connection = server.connect()) {
			connection.send("GET", path);
			String all = new String(connection.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(all).contains("part\n").doesNotContain("\r\n0\r\n");
		}
		awaitEnd(pidIn(pid));
	}

	@Test
	void holdsAScriptToTheLengthItPromises() throws IOException {
		Response exact = run("printf 'Content-Type: text/plain\nContent-Length: 4\n\nbody'");
		assertThat(exact.header("Content-Length")).isEqualTo("4");
		assertThat(exact.header("Transfer-Encoding")).isNull();
		assertThat(exact.body()).isEqualTo("body");
		try (RawHttp connection = server.connect()) {
			connection.send("GET", script("printf 'Content-Type: text/plain\nContent-Length: 4\n\nbodyHTTP/1.1 200'"));
			assertThat(connection.response("GET").body()).isEqualTo("body");
			connection.send("GET", "/");
			assertThat(connection.response("GET").body()).isEqualTo("the index");
			connection.send("GET", script("printf 'Content-Type: text/plain\nContent-Length: 9\n\nbody'"));
			assertThat(connection.response("GET").body()).isEqualTo("body");
			assertThat(connection.isClosed()).isTrue();
		}
	}

	@Test
	void streamsWhatAScriptWritesAsItComes() throws IOException {
		Path go = directory.resolve("go");
		String path = script(TEXT + "echo one; while ! [ -e " + go + " ]; do sleep 0.02; done; echo two");
		try (RawHttp connection = server.connect()) {
			connection.send("GET", path);
			InputStream in = connection.socket().getInputStream();
			StringBuilder seen = new StringBuilder();
			while (!seen.toString().contains("one\n")) {
				seen.append((char) in.read());
			}
			Files.createFile(go);
			while (!seen.toString().endsWith("\r\n0\r\n\r\n")) {
				seen.append((char) in.read());
			}
			assertThat(seen).contains("two\n");
		}
	}

	@Test
	void readsAScriptNoFasterThanThePeerDoes() throws IOException {
		Path count = directory.resolve("count");
		String path = script(TEXT + "head -c 30000000 /dev/zero; echo done >" + count);
		try (RawHttp connection = server.connect()) {
			connection.send("GET", path);
			connection.socket().getInputStream().readNBytes(1000);
			// In the time that a peer who reads takes for all of it
			assertThat(run(TEXT + "head -c 30000000 /dev/zero").bytes()).hasSize(30_000_000);
			assertThat(count).doesNotExist();
			long rest = connection.socket().getInputStream().skip(30_000_000L);
			assertThat(rest).isPositive();
		}
	}

	@Test
	void runsAScriptForAHeadRequestAndDropsItsBody() throws IOException {
		Path ran = directory.resolve("ran");
		String path = script("printf 'Content-Type: text/x-a\n\n'; head -c 100000 /dev/zero; echo $$ >" + ran);
		try (RawHttp connection = server.connect()) {
			connection.send("HEAD", path);
			Response head = connection.response("HEAD");
			assertThat(head.status()).isEqualTo(200);
			assertThat(head.header("Content-Type")).isEqualTo("text/x-a");
			connection.send("GET", "/");
			assertThat(connection.response("GET").body()).isEqualTo("the index");
		}
	}

	@Test
	void aStatusWithoutBodyHasNone() throws IOException {
		try (RawHttp connection = server.connect()) {
			connection.send("GET", script("printf 'Status: 304\nETag: \"a\"\n\nbody'"));
			assertThat(connection.response("GET").status()).isEqualTo(304);
			connection.send("GET", "/");
			assertThat(connection.response("GET").body()).isEqualTo("the index");
		}
	}

	@Test
	void endsTheWholeGroupWithinASecondWhenThePeerLeaves() throws IOException {
		Path pids = directory.resolve("pids");
		String path = script(TEXT + "echo started; for i in $(seq 50); do sleep 1000 & echo $! >>" + pids
				+ "; done; echo $$ >>" + pids + "; echo ready; wait");
		try (RawHttp connection = server.connect()) {
			connection.send("GET", path);
			InputStream in = connection.socket().getInputStream();
			StringBuilder seen = new StringBuilder();
			while (!seen.toString().contains("ready\n")) {
				seen.append((char) in.read());
			}
		}
		List<String> lines = Files.readAllLines(pids);
		assertThat(lines).hasSize(51);
		assertThat(endWithinASecond(lines)).isTrue();
	}

	@Test
	void endsAScriptThatHasNotAnsweredYetWhenThePeerLeaves() throws IOException {
		Path pid = directory.resolve("pid-left");
		Path fifo = directory.resolve("fifo-left");
		String path = script("mkfifo " + fifo + "; echo $$ >" + pid + "; echo >" + fifo + "; exec sleep 1000");
		try (RawHttp connection = server.connect()) {
			connection.send("GET", path);
			while (!Files.exists(fifo)) {
				Thread.onSpinWait();
			}
			Files.readString(fifo);
		}
		assertThat(endWithinASecond(Files.readAllLines(pid))).isTrue();
	}

	@Test
	void doesNotWaitForWhatAScriptLeavesBehind() throws IOException {
		Response response = run(TEXT + "sleep 1000 & echo $!");
		awaitEnd(Long.parseLong(response.body().strip()));
	}

	@Test
	void redirectsThePeer() throws IOException {
		Response response = run("printf 'Location: http://example.org/a\n\n'");
		assertThat(response.status()).isEqualTo(302);
		assertThat(response.header("Location")).isEqualTo("http://example.org/a");
		assertThat(run("printf 'Status: 301\nLocation: /a\n\n'").status()).isEqualTo(301);
		assertThat(run("printf 'Location: //example.org/\n\n'").header("Location")).isEqualTo("//example.org/");
	}

	@Test
	void answersWithWhatALocalRedirectLeadsTo() throws IOException {
		Response file = run("printf 'Location: /index.html\n\nbody'");
		assertThat(file.status()).isEqualTo(200);
		assertThat(file.body()).isEqualTo("the index");
		assertThat(file.header("Location")).isNull();
		String query = script(TEXT + "echo \"$REQUEST_METHOD $QUERY_STRING $CONTENT_LENGTH\"; cat");
		try (RawHttp connection = server.connect()) {
			connection.send("POST", script("printf 'Location: " + query + "?a=%%20b\n\n'"), "Content-Length: 3");
			connection.send("abc");
			assertThat(connection.response("POST").body()).isEqualTo("GET a=%20b \n");
		}
		assertThat(run("printf 'Location: /none\n\n'").status()).isEqualTo(404);
		assertThat(run("printf 'Location: /../x y\n\n'").status()).isEqualTo(502);
	}

	@Test
	void breaksALoopOfLocalRedirects() throws IOException {
		String path = script("printf \"Location: $SCRIPT_NAME\\n\\n\"");
		assertThat(server.get(path).status()).isEqualTo(502);
	}

	@Test
	void runsInTheDirectoryOfTheScriptWithNothingOfThisEnvironment() throws IOException {
		String[] lines = run(TEXT + "pwd; echo \"$PATH\"; echo \"${HOME-none} ${LANG-none} $#\"").body().split("\n");
		assertThat(lines).containsExactly(cgi.toRealPath().toString(), "/usr/local/bin:/usr/bin:/bin", "none none 0");
	}

	@Test
	void neverMakesArgumentsOfAQuery() throws IOException {
		assertThat(server.get(script(TEXT + "echo $#") + "?-s").body()).isEqualTo("0\n");
		assertThat(server.get("/run.sh?a+b").body()).isEqualTo("/run.sh  by sh\n");
	}

	@Test
	void leavesNoFileOfARequestBehind() throws IOException {
		String path = script(TEXT + "ls -l /proc/$$/fd/0 | sed 's/.*-> //'");
		try (RawHttp connection = server.connect()) {
			connection.send("POST", path, "Content-Length: 100000");
			connection.send("x".repeat(100_000));
			Path file = Path.of(connection.response("POST").body().strip());
			assertThat(file.toString()).contains("torsion-cgi-");
			connection.send("GET", "/");
			connection.response("GET");
			assertThat(run(TEXT + "for i in $(seq 100); do [ -e " + file + " ] || break; sleep 0.05; done; [ -e " + file
					+ " ] && echo there; echo")
				.body()).isEqualTo("\n");
		}
	}

}
