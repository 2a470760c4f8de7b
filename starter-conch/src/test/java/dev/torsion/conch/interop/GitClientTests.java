package dev.torsion.conch.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.interop.Interop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Git over OpenSSH's client.
 */
@Timeout(300)
@Interop({ "git", "ssh" })
class GitClientTests {

	@TempDir
	static Path folder;

	private static Client client;

	@BeforeAll
	static void start() throws Exception {
		Files.createDirectory(folder.resolve("git"));
		client = Client.start(folder, "--network.conch.git.root=" + folder.resolve("git"),
				"--network.conch.git.write-role=OPS");
		client.run("git", "init", "-q", "--bare", "-b", "main", folder.resolve("git/project.git").toString())
			.succeeded();
	}

	@AfterAll
	static void stop() {
		client.close();
	}

	@Test
	void clonesPushesAndFetches() throws Exception {
		git("clone", "-q", "ssh://ops@127.0.0.1/project.git", "first").succeeded();
		client.random("first/large", 20_000_000);
		commit("first", "large");
		git("-C", "first", "push", "-q", "origin", "HEAD:main").succeeded();
		assertThat(git("ls-remote", "ssh://amy@127.0.0.1/project.git").succeeded().output())
			.contains("refs/heads/main");
		git("clone", "-q", "-b", "main", "ssh://amy@127.0.0.1/project.git", "second").succeeded();
		assertThat(client.home().resolve("second/large")).hasSameBinaryContentAs(client.home().resolve("first/large"));
		Files.writeString(client.home().resolve("first/small"), "content");
		commit("first", "small");
		git("-C", "first", "push", "-q", "origin", "HEAD:main").succeeded();
		git("-C", "second", "pull", "-q").succeeded();
		assertThat(client.home().resolve("second/small")).hasContent("content");
		refusesToPush();
	}

	/** Amy may read, and not write. */
	private static void refusesToPush() throws Exception {
		Files.writeString(client.home().resolve("second/other"), "content");
		commit("second", "other");
		assertThat(git("-C", "second", "push", "-q", "origin", "HEAD:main").status()).isNotZero();
		assertThat(git("ls-remote", "ssh://amy@127.0.0.1/project.git").succeeded().output())
			.contains(git("-C", "first", "rev-parse", "HEAD").output().strip());
	}

	@Test
	void findsNothingOutsideOfItsRoot() throws Exception {
		assertThat(git("ls-remote", "ssh://ops@127.0.0.1/../../../etc").status()).isNotZero();
		assertThat(git("ls-remote", "ssh://ops@127.0.0.1/nothing.git").status()).isNotZero();
	}

	private static void commit(String clone, String file) throws Exception {
		git("-C", clone, "add", file).succeeded();
		git("-C", clone, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", file).succeeded();
	}

	private static Client.Result git(String... arguments) throws Exception {
		List<String> words = new ArrayList<>(
				List.of("git", "-c", "core.sshCommand=ssh -F " + client.home().resolve("config")));
		words.addAll(List.of(arguments));
		return client.run(words.toArray(String[]::new));
	}

}
