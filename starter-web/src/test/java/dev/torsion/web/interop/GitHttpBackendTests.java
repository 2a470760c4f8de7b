package dev.torsion.web.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.torsion.interop.Interop;
import dev.torsion.web.GuideSite;
import dev.torsion.web.TestServer;
import dev.torsion.web.cgi.Scripts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * git's own gateway, as the guide says how to serve it, and git as its client.
 */
@Interop("git")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GitHttpBackendTests {

	private static final int BLOBS = 13;

	private static final int BLOB = 4 << 20;

	/** git is to spend its time on the network, not on what random bytes leave it. */
	private static final String CONFIGURATION = """
			[user]
				name = A
				email = a@example.org
			[core]
				compression = 0
				bigFileThreshold = 1m
			[gc]
				auto = 0
			[init]
				defaultBranch = main
			""";

	@TempDir
	private static Path work;

	private static Path seed;

	@BeforeAll
	static void commit() throws IOException {
		Files.writeString(work.resolve(".gitconfig"), CONFIGURATION);
		Scripts.shell(Files.createDirectory(work.resolve("git-cgi")), "backend",
				"exec /usr/lib/git-core/git-http-backend");
		seed = Files.createDirectory(work.resolve("seed"));
		byte[] blob = new byte[BLOB];
		Random random = new Random(1);
		for (int i = 0; i < BLOBS; i++) {
			random.nextBytes(blob);
			Files.write(seed.resolve("blob" + i), blob);
		}
		git(seed, "init", "-q");
		git(seed, "add", ".");
		git(seed, "commit", "-qm", "Fifty megabytes");
	}

	private static String git(Path directory, String... arguments) {
		return new Client("git", directory,
				Map.of("HOME", work.toString(), "GIT_CONFIG_NOSYSTEM", "1", "GIT_TERMINAL_PROMPT", "0"))
			.run(arguments)
			.strip();
	}

	@ParameterizedTest
	@CsvSource({ "chunked, true, 1m", "streamed, false, 100m" })
	void pushesAndClonesFiftyMegabytes(String name, boolean buffering, String postBuffer) {
		Path bare = work.resolve("git/" + name + ".git");
		git(work, "init", "-q", "--bare", bare.toString());
		git(bare, "config", "http.receivepack", "true");
		git(bare, "config", "core.compression", "0");
		git(bare, "config", "core.bigFileThreshold", "1m");
		List<String> properties = GuideSite.properties("git", "/srv", work);
		properties.add("network.web.cgi.request-buffering=" + buffering);
		properties.add("network.web.cgi.environment[2].name=GIT_CONFIG_NOSYSTEM");
		properties.add("network.web.cgi.environment[2].value=1");
		try (TestServer server = TestServer.start(TestServer.class, properties.toArray(String[]::new))) {
			String url = "http://127.0.0.1:" + server.port() + "/git/backend/" + name + ".git";
			git(seed, "-c", "http.postBuffer=" + postBuffer, "push", "-q", url, "main");
			git(work, "clone", "-q", url, name);
		}
		String commit = git(seed, "rev-parse", "HEAD");
		assertThat(git(bare, "rev-parse", "main")).isEqualTo(commit);
		assertThat(git(work.resolve(name), "rev-parse", "HEAD")).isEqualTo(commit);
		assertThat(git(work.resolve(name), "status", "--porcelain")).isEmpty();
		assertThat(work.resolve(name).resolve("blob0")).hasSameBinaryContentAs(seed.resolve("blob0"));
	}

}
