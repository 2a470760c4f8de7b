package dev.torsion.web.cgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import dev.torsion.web.InThread;
import dev.torsion.web.RawHttp;
import dev.torsion.web.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Peers that leave at random moments, and what is left of the scripts they had asked for.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AbortedScriptsTests {

	private static final String TEXT = "printf 'Content-Type: text/plain\\r\\n\\r\\n'; ";

	/** In the environment of every process of these scripts, and in every body. */
	private static final String MARK = UUID.randomUUID().toString();

	private static final int UPLOAD = 300_000;

	private static final int PEERS = 4;

	@TempDir
	private static Path directory;

	private static TestServer server;

	@BeforeAll
	static void serve() throws IOException {
		Path cgi = Files.createDirectory(directory.resolve("cgi-bin"));
		Scripts.shell(cgi, "waiting", "sleep 1000 & sleep 1000");
		Scripts.shell(cgi, "flooding", TEXT + "sleep 1000 & exec cat /dev/zero");
		Scripts.shell(cgi, "reading", "sleep 1000 & cat >/dev/null; " + TEXT + "sleep 1000");
		server = TestServer.start(TestServer.class, "network.web.mounts[0].path=/cgis",
				"network.web.mounts[0].cgi=" + cgi, "network.web.cgi.request-buffering=false",
				"network.web.cgi.environment[0].name=MARK", "network.web.cgi.environment[0].value=" + MARK);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void nothingIsLeftOfScriptsWhosePeersLeave() throws IOException {
		abort(20);
		assertThat(becomes(() -> processes() == 0)).as("the first processes end").isTrue();
		int before = pipes();
		abort(50);
		assertThat(becomes(() -> processes() == 0)).as("all processes end").isTrue();
		assertThat(becomes(() -> pipes() <= before)).as("all pipes are closed").isTrue();
		assertThat(becomes(() -> bodies() == 0)).as("all files are deleted").isTrue();
	}

	private static void abort(int count) {
		List<CompletableFuture<Void>> peers = IntStream.range(0, PEERS)
			.mapToObj((peer) -> InThread.run(() -> abort(new Random(peer), count / PEERS + 1)))
			.toList();
		peers.forEach(CompletableFuture::join);
	}

	private static void abort(Random random, int count) {
		for (int i = 0; i < count; i++) {
			try (RawHttp connection = server.connect()) {
				ask(connection, i % 5, random);
				LockSupport.parkNanos(random.nextInt(50_000_000));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	private static void ask(RawHttp connection, int moment, Random random) throws IOException {
		switch (moment) {
			case 0 -> connection.send("GET", "/cgis/waiting");
			case 1 -> {
				connection.send("GET", "/cgis/flooding");
				connection.socket().getInputStream().readNBytes(random.nextInt(1_000_000));
			}
			case 2 -> connection.send("POST", "/cgis/reading", "Content-Length: " + UPLOAD)
				.send(body(random.nextInt(UPLOAD)));
			case 3 -> connection.send("POST", "/cgis/reading", "Transfer-Encoding: chunked")
				.send(Integer.toHexString(UPLOAD) + "\r\n" + body(random.nextInt(UPLOAD)));
			default -> connection.send("POST", "/cgis/reading", "Transfer-Encoding: chunked")
				.send(Integer.toHexString(UPLOAD) + "\r\n" + body(UPLOAD) + "\r\n0\r\n\r\n");
		}
	}

	private static String body(int length) {
		return MARK.repeat(length / MARK.length() + 1).substring(0, length);
	}

	/**
	 * Generous, because this machine may be busy; benchmarks/run orphans measures it.
	 */
	private static boolean becomes(BooleanSupplier condition) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > deadline) {
				return false;
			}
			LockSupport.parkNanos(20_000_000);
		}
		return true;
	}

	/** One that has ended, and that nobody has looked after yet, has no environment. */
	private static int processes() {
		return count(Path.of("/proc"), "[0-9]*", (process) -> contains(process.resolve("environ"), MARK));
	}

	private static int pipes() {
		return count(Path.of("/proc/self/fd"), "*",
				(descriptor) -> Files.readSymbolicLink(descriptor).toString().startsWith("pipe:"));
	}

	private static int bodies() {
		return count(Path.of(System.getProperty("java.io.tmpdir")), "torsion-cgi-*", (file) -> contains(file, MARK));
	}

	private static boolean contains(Path file, String text) throws IOException {
		return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
	}

	private static int count(Path parent, String names, Check check) {
		List<Path> found = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, names)) {
			for (Path entry : entries) {
				if (check.holds(entry)) {
					found.add(entry);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return found.size();
	}

	private interface Check {

		boolean isTrue(Path path) throws IOException;

		/** What has vanished since it was listed is not there. */
		default boolean holds(Path path) {
			try {
				return isTrue(path);
			}
			catch (IOException ex) {
				return false;
			}
		}

	}

}
