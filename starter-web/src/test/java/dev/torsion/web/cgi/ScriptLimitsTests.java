package dev.torsion.web.cgi;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.torsion.web.InThread;
import dev.torsion.web.RawHttp;
import dev.torsion.web.RawHttp.Response;
import dev.torsion.web.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What scripts and their peers may take up, with limits so small that they are met.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScriptLimitsTests {

	private static final String TEXT = "printf 'Content-Type: text/plain\\r\\n\\r\\n'; ";

	@TempDir
	private Path directory;

	private Path cgi;

	private Path fifo;

	private Path log;

	@BeforeEach
	void scripts() throws IOException {
		this.cgi = Files.createDirectory(this.directory.resolve("cgi-bin"));
		this.fifo = this.directory.resolve("fifo");
		this.log = this.directory.resolve("log");
		Scripts.shell(this.cgi, "held", "[ -p " + this.fifo + " ] || mkfifo " + this.fifo + "; echo held >>" + this.log
				+ "; " + TEXT + "echo started; read line <" + this.fifo + "; echo released >>" + this.log);
		Scripts.shell(this.cgi, "quick", "echo $QUERY_STRING >>" + this.log + "; " + TEXT + "echo done");
		Scripts.shell(this.cgi, "cat", TEXT + "cat");
	}

	private TestServer serve(String... properties) {
		List<String> all = new ArrayList<>(
				List.of("network.web.mounts[0].path=/cgis", "network.web.mounts[0].cgi=" + this.cgi));
		for (String property : properties) {
			all.add("network.web.cgi." + property);
		}
		return TestServer.start(TestServer.class, all.toArray(String[]::new));
	}

	/** Asks for a script that goes on until it is let go, and sees that it has begun. */
	private RawHttp hold(TestServer server) throws IOException {
		RawHttp connection = server.connect();
		connection.send("GET", "/cgis/held");
		awaitText(connection.socket().getInputStream(), "started\n");
		return connection;
	}

	private static void awaitText(InputStream in, String text) throws IOException {
		StringBuilder seen = new StringBuilder();
		while (!seen.toString().endsWith(text)) {
			int octet = in.read();
			assertThat(octet).as("After: " + seen).isNotNegative();
			seen.append((char) octet);
		}
	}

	private void letGo() throws IOException {
		Files.writeString(this.fifo, "go\n");
	}

	private static CompletableFuture<Response> ask(TestServer server, String path) {
		return InThread.supply(() -> server.get(path));
	}

	@Test
	void refusesThoseWhoFindTheQueueFull() throws Exception {
		try (TestServer server = serve("max-processes=1", "queue=1", "queue-timeout=1m"); RawHttp held = hold(server)) {
			CompletableFuture<Response> one = ask(server, "/cgis/quick?1");
			CompletableFuture<Response> other = ask(server, "/cgis/quick?2");
			Response refused = (Response) CompletableFuture.anyOf(one, other).get(20, TimeUnit.SECONDS);
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.header("Retry-After")).isEqualTo("5");
			letGo();
			awaitText(held.socket().getInputStream(), "\r\n0\r\n\r\n");
			assertThat(List.of(one.get(20, TimeUnit.SECONDS).status(), other.get(20, TimeUnit.SECONDS).status()))
				.containsExactlyInAnyOrder(200, 503);
		}
	}

	@Test
	void refusesThoseWhoHaveWaitedTooLong() throws IOException {
		try (TestServer server = serve("max-processes=1", "queue=8", "queue-timeout=100ms");
				RawHttp held = hold(server)) {
			Response refused = server.get("/cgis/quick");
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.header("Retry-After")).isEqualTo("5");
			letGo();
			awaitText(held.socket().getInputStream(), "\r\n0\r\n\r\n");
		}
		assertThat(Files.readAllLines(this.log)).containsExactly("held", "released");
	}

	@Test
	void oneAddressTakesUpItsShareOnly() throws Exception {
		try (TestServer server = serve("max-processes=2", "max-per-address=1", "queue=8", "queue-timeout=1m");
				RawHttp held = hold(server);
				RawHttp same = server.connect();
				RawHttp other = RawHttp.over(new Socket(InetAddress.getByName("127.0.0.1"), server.port(),
						InetAddress.getByName("127.0.0.2"), 0))) {
			same.send("GET", "/cgis/quick?same");
			other.send("GET", "/cgis/quick?other");
			assertThat(other.response("GET").status()).isEqualTo(200);
			letGo();
			assertThat(same.response("GET").status()).isEqualTo(200);
			awaitText(held.socket().getInputStream(), "\r\n0\r\n\r\n");
		}
		assertThat(Files.readAllLines(this.log)).containsExactly("held", "other", "released", "same");
	}

	@Test
	void aBodyThatComesSlowlyKeepsNoProgramFromRunning() throws IOException {
		try (TestServer server = serve("max-processes=1", "queue=0"); RawHttp slow = server.connect()) {
			slow.send("POST", "/cgis/cat", "Content-Length: 10", "Expect: 100-continue");
			awaitText(slow.socket().getInputStream(), "HTTP/1.1 100 Continue\r\n\r\n");
			slow.send("slow ");
			assertThat(server.get("/cgis/quick").status()).isEqualTo(200);
			slow.send("body\n");
			assertThat(slow.response("POST").body()).isEqualTo("slow body\n");
		}
	}

	@Test
	void keepsNoMoreOfBodiesThanThereIsRoomFor() throws IOException {
		try (TestServer server = serve("max-spool-size=100KB", "memory-request-size=1KB", "max-processes=1");
				RawHttp first = server.connect()) {
			first.send("POST", "/cgis/cat", "Content-Length: 60001", "Expect: 100-continue");
			awaitText(first.socket().getInputStream(), "HTTP/1.1 100 Continue\r\n\r\n");
			Response refused = post(server, 200_000);
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.header("Retry-After")).isEqualTo("5");
			first.send("x".repeat(60_001));
			assertThat(first.response("POST").bytes()).hasSize(60_001);
			// Gets its turn when all that the one before it has taken up is given back
			assertThat(server.get("/cgis/quick").status()).isEqualTo(200);
			assertThat(post(server, 60_000).status()).isEqualTo(200);
		}
	}

	private static Response post(TestServer server, int size) {
		try (RawHttp connection = server.connect()) {
			connection.send("POST", "/cgis/cat", "Content-Length: " + size, "Expect: 100-continue");
			awaitText(connection.socket().getInputStream(), "HTTP/1.1 100 Continue\r\n\r\n");
			CompletableFuture<RawHttp> sending = InThread.supply(() -> connection.send("x".repeat(size)));
			Response response = connection.response("POST");
			sending.exceptionally((ex) -> connection).join();
			return response;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void handsABodyOnAsItComesWithoutBuffering() throws IOException {
		Scripts.shell(this.cgi, "echo", TEXT + "head -c 5; cat");
		try (TestServer server = serve("request-buffering=false"); RawHttp connection = server.connect()) {
			connection.send("POST", "/cgis/echo", "Content-Length: 10").send("abcde");
			InputStream in = connection.socket().getInputStream();
			awaitText(in, "abcde");
			connection.send("fghij");
			awaitText(in, "fghij\r\n0\r\n\r\n");
		}
	}

	@Test
	void limitsWhatAProgramMayUse() throws IOException {
		Scripts.shell(this.cgi, "limits", TEXT + "ulimit -t; ulimit -v; ulimit -n");
		Scripts.shell(this.cgi, "busy", "while :; do :; done");
		try (TestServer server = serve("max-cpu-time=1s", "max-memory=256MB", "max-open-files=32")) {
			assertThat(server.get("/cgis/limits").body().lines()).containsExactly("1", "262144", "32");
			assertThat(server.get("/cgis/busy").status()).isEqualTo(502);
		}
	}

	@Test
	void breaksOffAProgramThatRunsForTooLong() throws IOException {
		Scripts.shell(this.cgi, "endless", TEXT + "while :; do echo more; sleep 0.1; done");
		try (TestServer server = serve("run-timeout=1s"); RawHttp connection = server.connect()) {
			connection.send("GET", "/cgis/endless");
			String all = new String(connection.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(all).contains("more\n").doesNotContain("\r\n0\r\n");
		}
	}

	@Test
	void logsErrorsUpToALimit(CapturedOutput output) throws IOException {
		Scripts.shell(this.cgi, "errors",
				"printf 'first\\nsec\\033[1mond\\n' >&2; yes third | head -c 300000 >&2; " + TEXT);
		try (TestServer server = serve("max-stderr=20B")) {
			assertThat(server.get("/cgis/errors").body()).isEmpty();
			assertThat(server.get("/cgis/quick").status()).isEqualTo(200);
		}
		assertThat(output)
			.contains("/cgis/errors: first\n", "/cgis/errors: sec\\x1b[1mond\n",
					"more was written to standard error than is logged")
			.doesNotContain("third");
	}

	@Test
	void tellsAProgramThePasswordOnlyIfToldTo() throws IOException {
		Scripts.shell(this.cgi, "authorization", TEXT + "echo \"${HTTP_AUTHORIZATION-none}\"");
		try (TestServer server = serve("authorization=true")) {
			assertThat(server.get("/cgis/authorization", "Authorization: Bearer a").body()).isEqualTo("Bearer a\n");
		}
		try (TestServer server = serve()) {
			assertThat(server.get("/cgis/authorization", "Authorization: Bearer a").body()).isEqualTo("none\n");
		}
	}

	@Test
	void aProgramHasTheUmaskOfTheServer() throws IOException {
		Scripts.shell(this.cgi, "umask", TEXT + "umask");
		Process own = new ProcessBuilder("/bin/sh", "-c", "umask").start();
		try (TestServer server = serve()) {
			assertThat(server.get("/cgis/umask").bytes()).isEqualTo(own.getInputStream().readAllBytes());
		}
	}

	@Test
	void aNameInAnotherCaseIsAnotherName() throws IOException {
		try (TestServer server = serve()) {
			assertThat(server.get("/cgis/QUICK").status()).isEqualTo(404);
			assertThat(server.get("/CGIS/quick").status()).isEqualTo(404);
		}
		assertThat(this.log).doesNotExist();
	}

}
