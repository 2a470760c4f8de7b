package dev.torsion.conch.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.torsion.interop.Interop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * OpenSSH's client.
 */
@Timeout(300)
@Interop({ "ssh", "ssh-keygen", "ssh-keyscan" })
class OpenSshTests {

	private static final String OPS = "ops@127.0.0.1";

	private static final String AMY = "amy@127.0.0.1";

	private static final int MB = 1024 * 1024;

	@TempDir
	static Path folder;

	private static Client client;

	@BeforeAll
	static void start() throws Exception {
		client = Client.start(folder, "--network.conch.forwarding.local[0].role=OPS",
				"--network.conch.forwarding.local[0].to=127.0.0.1:*");
	}

	@AfterAll
	static void stop() {
		client.close();
	}

	@ParameterizedTest
	@CsvSource({ "greet world, 0, Hello world", "fail 7, 7, ''", "count 3, 0, '1\n2\n3'",
			"words a 'b c' d, 0, 'a\nb c\nd'" })
	void runsCommands(String command, int status, String output) throws Exception {
		Client.Result result = client.ssh(AMY, command);
		assertThat(result.status()).isEqualTo(status);
		assertThat(result.output().strip()).isEqualTo(output);
		assertThat(result.errors()).isEmpty();
	}

	@Test
	void tellsOfUnknownCommandsAsShellsDo() throws Exception {
		Client.Result result = client.ssh(AMY, "nothing such");
		assertThat(result.status()).isEqualTo(127);
		assertThat(result.output()).isEmpty();
		assertThat(result.errors()).contains("nothing: command not found");
	}

	@Test
	void keepsWhatIsWrongApart() throws Exception {
		Client.Result result = client.ssh(OPS, "complain");
		assertThat(result.output()).isEmpty();
		assertThat(result.errors()).isEqualTo("wrong\n");
	}

	@Test
	void tellsOfTheSignalThatHasEndedAProgramAsShellsDo() throws Exception {
		assertThat(client.ssh(OPS, "perish").status()).isEqualTo(128 + 9);
	}

	@Test
	void runsNoProgramForWhoMayNot() throws Exception {
		assertThat(client.ssh(AMY, "cat").status()).isNotZero();
	}

	@Test
	void movesMuchBothWaysAtOnce() throws Exception {
		Path input = client.random("much", 50 * MB);
		assertThat(client.run(input, client.words("ssh", OPS, "cat")).succeeded().file()).hasSameBinaryContentAs(input);
	}

	@Test
	void changesKeysWhileMuchMovesBothWays() throws Exception {
		Path input = client.random("rekeyed", 32 * MB);
		Client.Result result = client.run(input,
				client.words("ssh", "-o", "LogLevel=DEBUG1", "-o", "RekeyLimit=1M", OPS, "cat"));
		assertThat(result.succeeded().file()).hasSameBinaryContentAs(input);
		assertThat(result.errors().split("SSH2_MSG_NEWKEYS received", -1)).hasSizeGreaterThan(20);
	}

	@Test
	void forwardsNeitherAgentsNorDisplays() throws Exception {
		String socket = folder.resolve("agent").toString();
		Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket).start();
		try {
			await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(Path.of(socket)));
			Client.Result result = client.run(
					Stream
						.concat(Stream.of("env", "DISPLAY=127.0.0.1:0"),
								Stream.of(client.words("ssh", "-v", "-A", "-o", "IdentityAgent=" + socket, "-Y", AMY,
										"env")))
						.toArray(String[]::new));
			assertThat(result.succeeded().output()).doesNotContain("SSH_AUTH_SOCK", "DISPLAY");
			assertThat(result.errors()).contains("Requesting authentication agent forwarding",
					"X11 forwarding request failed on channel 0");
		}
		finally {
			agent.destroy();
		}
	}

	@Test
	void takesTheVariablesThatAreAllowedAlone() throws Exception {
		assertThat(client
			.ssh("-o", "SetEnv=LANG=de_DE.UTF-8 LC_TIME=C LD_PRELOAD=/tmp/x.so PATH=/tmp JAVA_TOOL_OPTIONS=-x", AMY,
					"env")
			.succeeded()
			.output()
			.lines()).contains("LANG=de_DE.UTF-8", "LC_TIME=C")
			.allMatch((line) -> line.startsWith("LANG=") || line.startsWith("LC_"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "publickey", "password", "keyboard-interactive" })
	void logsInBy(String method) throws Exception {
		Client.Result result = client.ssh("-o", "LogLevel=VERBOSE", "-o", "PreferredAuthentications=" + method, OPS,
				"greet world");
		assertThat(result.succeeded().output()).isEqualTo("Hello world\n");
		assertThat(result.errors()).contains("using \"" + method + "\"");
	}

	@Test
	void isToldWhichWaysThereAre() throws Exception {
		Client.Result result = client.ssh("-o", "PreferredAuthentications=none", AMY, "greet world");
		assertThat(result.status()).isEqualTo(255);
		assertThat(result.errors()).contains("Permission denied (publickey,password,keyboard-interactive)");
	}

	/** ssh-audit of Debian 12 knows neither. */
	@Test
	void exchangesKeysStrictlyAndAgainstQuantumComputers() throws Exception {
		String trace = client.ssh("-vv", AMY, "greet world").succeeded().errors();
		String server = trace.substring(trace.indexOf("peer server KEXINIT proposal"));
		assertThat(server).contains("KEX algorithms: mlkem768x25519-sha256,sntrup761x25519-sha512,")
			.contains("kex-strict-s-v00@openssh.com")
			.containsPattern("kex: algorithm: (mlkem768x25519-sha256|sntrup761x25519-sha512)")
			.contains("server-sig-algs=<ssh-ed25519,");
	}

	@Test
	void showsItsKeysToWhoAsks() throws Exception {
		String known = Files.readString(client.home().resolve("known_hosts"));
		assertThat(client.run("ssh-keyscan", "-p", client.port(), "127.0.0.1").succeeded().output().lines()).hasSize(2)
			.allSatisfy((line) -> assertThat(known).contains(line.substring(line.indexOf(' '))));
	}

	@Test
	void refusesToTalkToWhoHasAnotherKey() throws Exception {
		Path others = client.write("others",
				"[127.0.0.1]:%s %s".formatted(client.port(), Files.readString(client.home().resolve("key.pub"))));
		Client.Result result = client.ssh("-o", "UserKnownHostsFile=" + others, AMY, "greet world");
		assertThat(result.status()).isEqualTo(255);
		assertThat(result.errors()).contains("Host key verification failed");
	}

	@Test
	void runsTenSessionsOverOneConnection() throws Exception {
		Path input = client.random("shared", 2 * MB);
		String control = "ControlPath=" + folder.resolve("control");
		client.ssh("-o", control, "-o", "ControlMaster=yes", "-o", "ControlPersist=yes", "-fN", OPS).succeeded();
		try {
			List<Client.Running> sessions = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				sessions.add(client.begin(input, client.words("ssh", "-o", control, OPS, "cat")));
			}
			for (Client.Running session : sessions) {
				assertThat(session.result().succeeded().file()).hasSameBinaryContentAs(input);
			}
		}
		finally {
			client.ssh("-o", control, "-O", "exit", OPS).succeeded();
		}
	}

	@Test
	void jumpsOverTheServer() throws Exception {
		assertThat(client.ssh("-J", OPS, AMY, "greet world").succeeded().output()).isEqualTo("Hello world\n");
		assertThat(client.ssh("-J", AMY, OPS, "greet world").status()).isEqualTo(255);
	}

	/** Global requests have type 80, and the answer to one that is unknown has 82. */
	@Test
	void answersWhoAsksWhetherItIsThere() throws Exception {
		try (Client.Running idle = client.begin(Path.of("/dev/null"), client.words("ssh", "-N", "-o", "LogLevel=DEBUG3",
				"-o", "ServerAliveInterval=1", "-o", "ServerAliveCountMax=1", OPS))) {
			await().atMost(Duration.ofSeconds(60))
				.until(() -> Files.readString(idle.errors()).split("receive packet: type 82", -1).length > 3);
			assertThat(idle.process().isAlive()).isTrue();
		}
	}

}
