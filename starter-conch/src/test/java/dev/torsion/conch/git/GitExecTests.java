package dev.torsion.conch.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.torsion.conch.SshProgram;
import dev.torsion.conch.session.LoopbackServer;
import dev.torsion.conch.test.RecordingConnection;
import dev.torsion.conch.test.RecordingSession;
import dev.torsion.files.Jail;
import dev.torsion.interop.Interop;
import dev.torsion.net.process.ProcessSettings;
import dev.torsion.net.process.Processes;
import dev.torsion.net.test.VirtualEventLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

@Interop({ "git", "ssh" })
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GitExecTests {

	private static final String NOTHING = "fatal: no such repository, or not for you\n";

	private final Processes processes = new Processes(
			new ProcessSettings(8, Duration.ofMillis(300), Duration.ofMillis(100)), Schedulers.parallel(), Thread::new);

	@TempDir
	private Path directory;

	private Path root;

	@BeforeEach
	void createRepository() throws Exception {
		this.root = Files.createDirectory(this.directory.resolve("root"));
		git(this.root, null, "init", "-q", "--bare", "-b", "main", "shop.git");
		git(this.directory, null, "init", "-q", "--bare", "outside.git");
		Files.createSymbolicLink(this.root.resolve("link.git"), this.directory.resolve("outside.git"));
	}

	@AfterEach
	void close() {
		this.processes.close();
	}

	private GitExec exec(@Nullable String readRole, @Nullable String writeRole) throws IOException {
		return new GitExec(new Jail(this.root),
				new GitSettings(Path.of("/usr/bin/git"), "/usr/bin:/bin", readRole, writeRole, Duration.ofMinutes(1)),
				this.processes, new VirtualEventLoop());
	}

	private String git(Path directory, @Nullable LoopbackServer server, String... arguments) throws Exception {
		List<String> line = new ArrayList<>(List.of("git"));
		line.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
		builder.environment()
			.putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_AUTHOR_NAME", "a", "GIT_AUTHOR_EMAIL", "a@b.example",
					"GIT_COMMITTER_NAME", "a", "GIT_COMMITTER_EMAIL", "a@b.example", "HOME",
					this.directory.toString()));
		if (server != null) {
			builder.environment().put("GIT_SSH_COMMAND", server.ssh(this.directory));
		}
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
		return process.waitFor() + " " + output;
	}

	@Test
	void servesCloneAndPush() throws Exception {
		try (LoopbackServer server = LoopbackServer.running(exec(null, "OPS"))) {
			String url = "ssh://alice@127.0.0.1:" + server.port() + "/shop";
			assertThat(git(this.directory, server, "clone", "-q", url, "work")).startsWith("0 ");
			Path work = this.directory.resolve("work");
			Files.write(work.resolve("big"), new byte[3_000_000]);
			git(work, null, "checkout", "-q", "-b", "main");
			git(work, null, "add", "big");
			git(work, null, "commit", "-q", "-m", "Begin");
			assertThat(git(work, server, "push", "-q", "origin", "main")).isEqualTo("0 ");
			assertThat(git(this.directory, server, "clone", "-q", url + ".git", "again")).isEqualTo("0 ");
			assertThat(this.directory.resolve("again/big")).hasSameBinaryContentAs(work.resolve("big"));
			assertThat(git(work, server, "archive", "--remote=" + url, "-o", "out.tar", "main")).isEqualTo("0 ");
		}
	}

	@Test
	void refusesToPushWithoutTheRole() throws Exception {
		try (LoopbackServer server = LoopbackServer.running(exec(null, "ADMIN"))) {
			String url = "ssh://alice@127.0.0.1:" + server.port() + "/shop.git";
			git(this.directory, server, "clone", "-q", url, "work");
			Path work = this.directory.resolve("work");
			git(work, null, "checkout", "-q", "-b", "main");
			git(work, null, "commit", "-q", "--allow-empty", "-m", "Begin");
			assertThat(git(work, server, "push", "-q", "origin", "main")).startsWith("128 ").contains("not for you");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "git-upload-pack '/../outside.git'", "git-upload-pack '/link.git'",
			"git-upload-pack '/none'", "git-upload-pack '--upload-pack=id'", "git-upload-pack '~root'",
			"git-upload-pack '/shop.git/hooks/../../..'", "git-upload-pack ''" })
	void keepsToItsRoot(String line) throws IOException {
		RecordingSession session = RecordingSession.of(line).endInput();
		SshProgram program = exec(null, null).find(line, session);
		assertThat(program).isNotNull();
		if (program != null) {
			assertThat(program.run(session).block()).isEqualTo(128);
		}
		assertThat(session.takeErrors()).isIn(NOTHING,
				"fatal: '" + this.root.toAbsolutePath() + "' does not appear to be a git repository\n");
		assertThat(session.takeOutput()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "git-upload-pack '/shop.git'; id", "git-upload-pack --strict '/shop.git'",
			"git-upload-pack '/shop.git' '/shop.git'", "git-shell -c id", "git upload-pack -c x=y '/shop.git'",
			"git -c core.pager=id upload-pack '/shop.git'", "git-upload-pack $(id)", "git-upload-pack" })
	void takesNoOptionsAndNoShell(String line) throws IOException {
		assertThat(exec(null, null).find(line, RecordingSession.of(line))).isNull();
	}

	@Test
	void tellsNothingToWhoMayNotRead() throws IOException {
		String line = "git-upload-pack '/shop.git'";
		RecordingSession session = RecordingSession.of(line, RecordingConnection.of("bob")).endInput();
		SshProgram program = exec("OPS", null).find(line, session);
		session.run((current) -> java.util.Objects.requireNonNull(program).run(current));
		assertThat(session.exitStatus()).isEqualTo(128);
		assertThat(session.takeErrors()).isEqualTo(NOTHING);
	}

	@Test
	void lowersTheVersionOfTheProtocolToWhatIsOne() throws IOException {
		String line = "git-upload-pack '/shop.git'";
		RecordingSession session = RecordingSession.of(line).with(Map.of("GIT_PROTOCOL", "version=2")).endInput();
		java.util.Objects.requireNonNull(exec(null, null).find(line, session)).run(session).block();
		assertThat(session.takeOutput()).contains("version 2");
	}

}
