package dev.torsion.conch.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import dev.torsion.conch.algorithm.Profile;
import dev.torsion.conch.client.key.PrivateKeys;
import dev.torsion.conch.client.trust.SshHostKeyException;
import dev.torsion.conch.transport.SshTransport;
import dev.torsion.interop.Interop;
import dev.torsion.net.NameLookup;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.TransportSupport;
import dev.torsion.net.test.LoopbackNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Interop({ "sshd", "ssh-keygen", "ssh-agent", "ssh-add" })
@Timeout(60)
class SshClientsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

	private final LoopbackNetwork network = new LoopbackNetwork(this.bundles);

	private final NameLookup names = (host) -> Mono.just(List.of(InetAddress.getLoopbackAddress()));

	private final List<SshClients> started = new ArrayList<>();

	@TempDir
	private Path folder;

	private Path known;

	@SuppressWarnings("NullAway.Init")
	private OpenSshServer server;

	@BeforeEach
	void start() throws Exception {
		this.server = new OpenSshServer(this.folder);
		this.known = Files.writeString(this.folder.resolve("known_hosts"), this.server.knownHost());
	}

	@AfterEach
	void stop() throws Exception {
		this.started.forEach(SshClients::stop);
		this.server.close();
		this.network.close();
	}

	@Test
	void runsACommand() throws Exception {
		assertThat(remote().run("echo hello").block(TIMEOUT)).isEqualTo("hello\n");
	}

	@Test
	void readsLines() throws Exception {
		assertThat(remote().lines("printf 'one\\ntwo\\nthree'; echo noise >&2").collectList().block(TIMEOUT))
			.containsExactly("one", "two", "three");
	}

	@Test
	void failsWithTheStatusAndErrorsOfACommand() throws Exception {
		SshRemote remote = remote();
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> remote.run("echo broken >&2; exit 3").block(TIMEOUT))
			.havingCause()
			.isInstanceOfSatisfying(SshExitException.class, (ex) -> {
				assertThat(ex.status()).isEqualTo(3);
				assertThat(ex.errors()).isEqualTo("broken\n");
				assertThat(ex).hasMessage("A command at db has ended with status 3: broken");
			});
	}

	@Test
	void tellsOfTheSignalThatKilledACommand() throws Exception {
		SshRemote remote = remote();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> remote.run("kill -9 $$").block(TIMEOUT))
			.havingCause()
			.withMessageContaining("was killed by SIGKILL");
	}

	@Test
	void feedsInputAndReadsLargeOutputWithoutHoldingIt() throws Exception {
		byte[] chunk = new byte[100_000];
		new Random(1).nextBytes(chunk);
		Flux<ByteBuffer> input = Flux.range(0, 300).map((i) -> ByteBuffer.wrap(chunk));
		AtomicLong received = new AtomicLong();
		SshExecution execution = got(remote().exec("cat", input));
		execution.output().limitRate(1).doOnNext((bytes) -> received.addAndGet(bytes.remaining())).blockLast(TIMEOUT);
		assertThat(received).hasValue(30_000_000);
		assertThat(execution.status().block(TIMEOUT)).isZero();
	}

	@Test
	void endsACommandThatIsCancelled() throws Exception {
		Path ended = this.folder.resolve("ended");
		SshExecution execution = got(remote()
			.exec("trap 'touch " + ended + "; exit' HUP PIPE; echo on; while :; do echo .; sleep 0.1; done"));
		assertThat(execution.output().blockFirst(TIMEOUT)).isNotNull();
		execution.cancel();
		TransportSupport.await(() -> Files.exists(ended));
	}

	@Test
	void sharesOneConnection() throws Exception {
		SshClients clients = clients(SshClientSettings.DEFAULTS, target(this.known));
		SshRemote remote = clients.remote("db");
		remote.run("true").block(TIMEOUT);
		List<String> parents = Flux.fromStream(IntStream.range(0, 8).boxed())
			.flatMap((i) -> remote.run("echo $SSH_CONNECTION; sleep 0.2"))
			.distinct()
			.collectList()
			.block(TIMEOUT);
		assertThat(parents).hasSize(1);
		assertThat(clients.connections("db")).isEqualTo(1);
	}

	@Test
	void makesNoMoreConnectionsThanAllowedAndLetsTheRestWait() throws Exception {
		SshClientSettings defaults = SshClientSettings.DEFAULTS;
		SshClients clients = clients(new SshClientSettings(2, 2, 100, TIMEOUT, defaults.idleTimeout(),
				defaults.keepAlive(), defaults.connectTimeout()), target(this.known));
		List<String> connections = Flux.range(0, 20)
			.flatMap((i) -> clients.remote("db").run("echo $SSH_CONNECTION; sleep 0.1"), 20)
			.collectList()
			.block(TIMEOUT);
		assertThat(connections).hasSize(20);
		assertThat(connections.stream().distinct()).hasSizeBetween(1, 2);
	}

	@Test
	void refusesMoreThanMayWaitAndThoseThatWaitTooLong() throws Exception {
		SshClientSettings defaults = SshClientSettings.DEFAULTS;
		SshRemote remote = clients(new SshClientSettings(1, 1, 1, Duration.ofSeconds(5), defaults.idleTimeout(),
				defaults.keepAlive(), defaults.connectTimeout()), target(this.known))
			.remote("db");
		SshExecution busy = got(remote.exec("sleep 20"));
		Mono<String> waiting = remote.run("true").cache();
		waiting.subscribe((done) -> {
		}, (ex) -> {
		});
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> remote.run("true").block(TIMEOUT))
			.withMessageContaining("are waiting for a connection");
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> waiting.block(TIMEOUT))
			.withMessageContaining("No place in a connection");
		busy.cancel();
	}

	@Test
	void closesConnectionsThatNobodyUsesAndMakesNewOnes() throws Exception {
		SshClientSettings defaults = SshClientSettings.DEFAULTS;
		SshClients clients = clients(new SshClientSettings(1, 1, 1, TIMEOUT, Duration.ofMillis(200),
				defaults.keepAlive(), defaults.connectTimeout()), target(this.known));
		String first = clients.remote("db").run("echo $SSH_CONNECTION").block(TIMEOUT);
		TransportSupport.await(() -> clients.connections("db") == 0);
		assertThat(clients.remote("db").run("echo $SSH_CONNECTION").block(TIMEOUT)).isNotEqualTo(first);
	}

	@Test
	void readsAndWritesFiles() throws Exception {
		SshFiles files = remote().files();
		Path folder = this.folder.resolve("a/b");
		byte[] bytes = new byte[1_000_000];
		new Random(2).nextBytes(bytes);
		files.mkdirs(folder.toString()).block(TIMEOUT);
		String file = folder.resolve("f").toString();
		files.write(file, Flux.just(ByteBuffer.wrap(bytes, 0, 400_000), ByteBuffer.wrap(bytes, 400_000, 600_000)))
			.block(TIMEOUT);
		assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(bytes);
		assertThat(got(files.stat(file)).size()).isEqualTo(bytes.length);
		assertThat(files.stat(file + "x").blockOptional(TIMEOUT)).isEmpty();
		files.rename(file, file + "2").block(TIMEOUT);
		assertThat(files.list(folder.toString()).map(SshFile::name).collectList().block(TIMEOUT)).containsExactly("f2");
		ByteBuffer read = got(files.read(file + "2").reduce(ByteBuffer.allocate(bytes.length), ByteBuffer::put));
		assertThat(read.array()).isEqualTo(bytes);
		files.delete(file + "2").block(TIMEOUT);
		assertThat(Path.of(file + "2")).doesNotExist();
	}

	@Test
	void tunnelsAPort() throws Exception {
		try (ServerSocket goal = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				SshTunnel tunnel = got(remote().tunnel("127.0.0.1", goal.getLocalPort()))) {
			try (Socket client = new Socket("127.0.0.1", tunnel.port()); Socket accepted = goal.accept()) {
				client.getOutputStream().write("question".getBytes(StandardCharsets.UTF_8));
				client.shutdownOutput();
				InputStream in = accepted.getInputStream();
				assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("question");
				accepted.getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8));
				accepted.shutdownOutput();
				assertThat(client.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("answer");
			}
		}
	}

	@Test
	void jumpsThroughAnotherServer() throws Exception {
		SshTarget near = target(this.known);
		SshTarget far = new SshTarget("far", "127.0.0.1", this.server.port(), user(), null, keys(), null,
				new SshTarget.Trust(this.known, null), "db");
		SshClients clients = clients(SshClientSettings.DEFAULTS, near, far);
		assertThat(clients.remote("far").run("echo hello").block(TIMEOUT)).isEqualTo("hello\n");
		assertThat(clients.connections("db")).isEqualTo(1);
	}

	@Test
	void logsInWithKeysOfAnAgent() throws Exception {
		Path socket = this.folder.resolve("agent");
		Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
		try {
			TransportSupport.await(() -> Files.exists(socket));
			Path rsa = this.folder.resolve("rsa");
			OpenSshServer.keygen("-t", "rsa", "-b", "3072", "-f", rsa.toString());
			Files.copy(this.folder.resolve("rsa.pub"), this.folder.resolve("authorized"),
					StandardCopyOption.REPLACE_EXISTING);
			ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", rsa.toString());
			add.environment().put("SSH_AUTH_SOCK", socket.toString());
			assertThat(add.start().waitFor()).isZero();
			assertThat(clients(SshClientSettings.DEFAULTS,
					target(List.of(), socket, new SshTarget.Trust(this.known, null)))
				.remote("db")
				.run("echo hello")
				.block(TIMEOUT)).isEqualTo("hello\n");
		}
		finally {
			agent.destroyForcibly().waitFor();
		}
	}

	@Test
	void trustsNobodyByDefault() throws Exception {
		assertDistrust(new SshTarget.Trust(Files.createFile(this.folder.resolve("empty")), null), "is not known",
				"ssh-ed25519 SHA256:", this.folder.resolve("empty").toString());
	}

	@Test
	void refusesAChangedKey() throws Exception {
		OpenSshServer.keygen("-t", "ed25519", "-f", this.folder.resolve("other").toString());
		String line = "[127.0.0.1]:" + this.server.port() + " " + Files.readString(this.folder.resolve("other.pub"));
		Files.writeString(this.known, line);
		assertDistrust(new SshTarget.Trust(this.known, null), "not one of those in", "SHA256:");
	}

	@Test
	void refusesARevokedKey() throws Exception {
		String line = this.server.knownHost();
		Files.writeString(this.known, line + "@revoked * " + line.substring(line.indexOf(' ') + 1));
		assertDistrust(new SshTarget.Trust(this.known, null), "is revoked in");
	}

	@Test
	void refusesTheKeyOfTheHostAtAnotherPort() throws Exception {
		Files.writeString(this.known,
				this.server.knownHost().replace("[127.0.0.1]:" + this.server.port(), "127.0.0.1"));
		assertDistrust(new SshTarget.Trust(this.known, null), "is not known");
	}

	@Test
	void findsHashedHosts() throws Exception {
		OpenSshServer.keygen("-H", "-f", this.known.toString());
		assertThat(Files.readString(this.known)).startsWith("|1|");
		assertThat(remote().run("echo hello").block(TIMEOUT)).isEqualTo("hello\n");
	}

	@Test
	void trustsAFingerprint() throws Exception {
		Process keygen = new ProcessBuilder("ssh-keygen", "-lf", this.folder.resolve("host.pub").toString()).start();
		String fingerprint = keygen.inputReader().readLine().split(" ")[1];
		SshTarget.Trust right = new SshTarget.Trust(null, fingerprint);
		assertThat(clients(SshClientSettings.DEFAULTS, target(keys(), null, right)).remote("db")
			.run("echo x")
			.block(TIMEOUT)).isEqualTo("x\n");
		assertDistrust(new SshTarget.Trust(null, "SHA256:AAAA"), fingerprint, "and not SHA256:AAAA");
	}

	@Test
	void trustsCertificatesOfAnAuthorityForTheNameOfTheHost() throws Exception {
		String ca = this.folder.resolve("ca").toString();
		OpenSshServer.keygen("-t", "ed25519", "-f", ca);
		OpenSshServer.keygen("-s", ca, "-I", "host", "-h", "-n", "db.internal", "-V", "+1h",
				this.folder.resolve("host.pub").toString());
		Path second = Files.createDirectory(this.folder.resolve("second"));
		try (OpenSshServer certified = new OpenSshServer(second, "HostKey " + this.folder.resolve("host"),
				"HostCertificate " + this.folder.resolve("host-cert.pub"))) {
			Files.writeString(this.known,
					"@cert-authority *.internal,[*.internal]:* " + Files.readString(Path.of(ca + ".pub")));
			assertThat(certified("db.internal", certified).run("echo x").block(TIMEOUT)).isEqualTo("x\n");
			SshRemote other = certified("web.internal", certified);
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> other.run("true").block(TIMEOUT))
				.withMessageContaining("web.internal");
		}
	}

	private SshRemote certified(String host, OpenSshServer certified) throws IOException {
		SshTarget target = new SshTarget("db", host, certified.port(), user(), null,
				PrivateKeys.read("key", Files.readString(certified.key()), null), null,
				new SshTarget.Trust(this.known, null), null);
		return clients(SshClientSettings.DEFAULTS, target).remote("db");
	}

	@Test
	void failsAtOnceForAWhileAfterAFailure() throws Exception {
		SshRemote remote = clients(SshClientSettings.DEFAULTS,
				target(List.of(), null, new SshTarget.Trust(this.known, null)))
			.remote("db");
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> remote.run("true").block(TIMEOUT))
			.withMessageContaining("No login at db");
		long logins = logins();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> remote.run("true").block(TIMEOUT))
			.withMessageContaining("No login at db");
		assertThat(logins()).isEqualTo(logins);
	}

	private long logins() throws IOException {
		return Files.readAllLines(this.folder.resolve("sshd.log"))
			.stream()
			.filter((line) -> line.contains("from 127"))
			.count();
	}

	@Test
	void hidesSecretsInItsText() throws Exception {
		SshTarget target = new SshTarget("db", "host", 22, "user", "s3cret", keys(), null,
				new SshTarget.Trust(this.known, null), null);
		assertThat(target).hasToString("db (user at host:22)");
	}

	private void assertDistrust(SshTarget.Trust trust, String... words) throws Exception {
		SshRemote remote = clients(SshClientSettings.DEFAULTS, target(keys(), null, trust)).remote("db");
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> remote.run("true").block(TIMEOUT))
			.havingCause()
			.isInstanceOf(SshHostKeyException.class)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(Arrays.asList(words)));
	}

	private SshRemote remote() throws IOException {
		return clients(SshClientSettings.DEFAULTS, target(this.known)).remote("db");
	}

	private SshTarget target(Path known) throws IOException {
		return target(keys(), null, new SshTarget.Trust(known, null));
	}

	private SshTarget target(List<KeyPair> keys, @Nullable Path agent, SshTarget.Trust trust) {
		return new SshTarget("db", "127.0.0.1", this.server.port(), user(), null, keys, agent, trust, null);
	}

	private List<KeyPair> keys() throws IOException {
		return PrivateKeys.read("key", Files.readString(this.server.key()), null);
	}

	private static String user() {
		return System.getProperty("user.name");
	}

	private static <T> T got(Mono<T> result) {
		return Objects.requireNonNull(result.block(TIMEOUT));
	}

	private SshTransport transport() {
		return new SshTransport(this.network.servers(),
				new NetworkClients(this.network.servers(), this.bundles, this.names), Schedulers.boundedElastic());
	}

	private SshClients clients(SshClientSettings settings, SshTarget... targets) {
		SshClients clients = new SshClients(transport(), Profile.HARDENED.algorithms(), settings, List.of(targets),
				new SshClients.Shared(this.network.servers().eventLoop(), this.names,
						new NetworkClients(this.network.servers(), this.bundles, this.names)));
		clients.start();
		this.started.add(clients);
		return clients;
	}

}
