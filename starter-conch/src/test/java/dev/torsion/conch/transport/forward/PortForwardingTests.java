package dev.torsion.conch.transport.forward;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.conch.forward.ForwardEvent;
import dev.torsion.conch.forward.ForwardEvent.Outcome;
import dev.torsion.conch.forward.ForwardLimits;
import dev.torsion.conch.forward.ForwardRule;
import dev.torsion.conch.forward.ForwardRules;
import dev.torsion.conch.server.LoopbackServer;
import dev.torsion.interop.Interop;
import dev.torsion.net.NameLookup;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.TransportSupport;
import dev.torsion.net.test.LoopbackNetwork;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;

import static org.assertj.core.api.Assertions.assertThat;

@Interop("ssh")
@Timeout(60)
class PortForwardingTests {

	private static final int LARGE = 8 * 1024 * 1024;

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

	private final LoopbackNetwork network = new LoopbackNetwork(this.bundles);

	private final Queue<ForwardEvent> events = new ConcurrentLinkedQueue<>();

	private final List<Process> processes = new ArrayList<>();

	private final AtomicInteger lookups = new AtomicInteger();

	@TempDir
	private Path folder;

	@SuppressWarnings("NullAway.Init") // each test says what is allowed
	private LoopbackServer server;

	private EchoServer echo;

	private NameLookup names = (host) -> Mono.just(List.of(InetAddress.getLoopbackAddress()));

	@BeforeEach
	void start() throws Exception {
		this.echo = new EchoServer();
		Files.writeString(this.folder.resolve("config"), """
				StrictHostKeyChecking no
				UserKnownHostsFile /dev/null
				LogLevel INFO
				PubkeyAuthentication no
				""");
		Path askpass = Files.writeString(this.folder.resolve("askpass"), "#!/bin/sh\necho ops\n");
		assertThat(askpass.toFile().setExecutable(true)).isTrue();
	}

	@AfterEach
	void stop() throws Exception {
		for (Process process : this.processes) {
			process.destroyForcibly().waitFor();
		}
		this.server.close();
		this.echo.close();
		this.network.close();
	}

	@Test
	void forwardsALocalPort() throws Exception {
		serve("echo.internal:" + this.echo.port(), "127.0.0.1:9", ForwardLimits.DEFAULTS);
		int port = freePort();
		ssh("-N", "-L", "127.0.0.1:" + port + ":echo.internal:" + this.echo.port());
		assertThat(echoed(port, LARGE)).isTrue();
		assertThat(this.events).extracting(ForwardEvent::outcome).contains(Outcome.ACCEPTED);
		assertThat(this.events.element().toString()).contains("echo.internal:" + this.echo.port() + " at ")
			.contains("for ops");
	}

	@Test
	void forwardsWhatSocksAsksFor() throws Exception {
		serve("127.0.0.1:" + this.echo.port(), "127.0.0.1:9", ForwardLimits.DEFAULTS);
		int port = freePort();
		ssh("-N", "-D", "127.0.0.1:" + port);
		try (Socket socket = connect(port)) {
			socket.getOutputStream()
				.write(new byte[] { 5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1, (byte) (this.echo.port() >> 8),
						(byte) this.echo.port() });
			assertThat(socket.getInputStream().readNBytes(12)).startsWith(5, 0, 5, 0);
			socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
			socket.shutdownOutput();
			assertThat(socket.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
		}
	}

	@Test
	void forwardsStandardInputAndItsEnd() throws Exception {
		serve("127.0.0.1:" + this.echo.port(), "127.0.0.1:9", ForwardLimits.DEFAULTS);
		Process ssh = ssh("-W", "127.0.0.1:" + this.echo.port());
		ssh.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
		ssh.getOutputStream().close();
		assertThat(ssh.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
		assertThat(ssh.waitFor()).isZero();
	}

	@Test
	void jumpsToAnotherServer() throws Exception {
		serve("127.0.0.1:*", "127.0.0.1:9", ForwardLimits.DEFAULTS);
		Process ssh = ssh("-J", "ops@localhost:" + this.server.port(), "-W", "127.0.0.1:" + this.echo.port());
		ssh.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
		ssh.getOutputStream().close();
		assertThat(ssh.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
	}

	@Test
	void listensOnAPortUnderInterleavedLogins() throws Exception {
		serve("127.0.0.1:*", "127.0.0.1:*", ForwardLimits.DEFAULTS);
		for (int round = 0; round < 3; round++) {
			int port = freePort();
			Process ssh = ssh("-N", "-o", "ExitOnForwardFailure=yes", "-R", port + ":127.0.0.1:" + this.echo.port());
			Process other = ssh("-W", "127.0.0.1:" + this.echo.port());
			other.getOutputStream().close();
			assertThat(other.waitFor()).isZero();
			assertThat(echoed(port, LARGE / 4)).isTrue();
			ssh.destroy();
			ssh.waitFor();
			TransportSupport.await(() -> isClosed(port));
		}
	}

	@Test
	void tellsWhichPortItListensOn() throws Exception {
		serve("127.0.0.1:9", "127.0.0.1:*", ForwardLimits.DEFAULTS);
		Process ssh = ssh("-N", "-R", "0:127.0.0.1:" + this.echo.port());
		String line = ssh.errorReader()
			.lines()
			.filter((text) -> text.startsWith("Allocated port "))
			.findFirst()
			.orElseThrow();
		assertThat(echoed(Integer.parseInt(line.split(" ")[2]), 1000)).isTrue();
	}

	@Test
	void endsListenersThatAreCancelledWithTheConnection() throws Exception {
		serve("127.0.0.1:9", "127.0.0.1:*", ForwardLimits.DEFAULTS);
		Path control = this.folder.resolve("c");
		int port = freePort();
		ssh("-N", "-M", "-S", control.toString());
		TransportSupport.await(() -> Files.exists(control));
		String forward = port + ":127.0.0.1:" + this.echo.port();
		assertThat(ssh("-S", control.toString(), "-O", "forward", "-R", forward).waitFor()).isZero();
		assertThat(echoed(port, 1000)).isTrue();
		assertThat(ssh("-S", control.toString(), "-O", "cancel", "-R", forward).waitFor()).isZero();
		TransportSupport.await(() -> isClosed(port));
	}

	@Test
	void letsTheTargetEndFirst() throws Exception {
		try (ServerSocket goal = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			serve("127.0.0.1:" + goal.getLocalPort(), "127.0.0.1:9", ForwardLimits.DEFAULTS);
			int port = freePort();
			ssh("-N", "-L", "127.0.0.1:" + port + ":127.0.0.1:" + goal.getLocalPort());
			try (Socket client = connect(port); Socket target = goal.accept()) {
				target.getOutputStream().write("bye".getBytes(StandardCharsets.UTF_8));
				target.shutdownOutput();
				assertThat(client.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("bye");
				client.getOutputStream().write("still here".getBytes(StandardCharsets.UTF_8));
				client.shutdownOutput();
				assertThat(target.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8)
					.isEqualTo("still here");
			}
		}
	}

	@Test
	void refusesWhatNoRuleAllows() throws Exception {
		serve("db.internal:5432", "127.0.0.1:9", ForwardLimits.DEFAULTS);
		assertThat(failure("-W", "127.0.0.1:" + this.echo.port())).contains("administratively prohibited");
		assertThat(failure("-N", "-o", "ExitOnForwardFailure=yes", "-R", freePort() + ":127.0.0.1:9"))
			.contains("remote port forwarding failed");
		assertThat(this.lookups).hasValue(0);
		assertThat(this.events).extracting(ForwardEvent::outcome).containsExactly(Outcome.DENIED, Outcome.DENIED);
	}

	@Test
	void refusesSocketsOfTheFileSystem() throws Exception {
		serve("*:*", "*:*", ForwardLimits.DEFAULTS);
		assertThat(failure("-N", "-o", "ExitOnForwardFailure=yes", "-R",
				this.folder.resolve("s") + ":127.0.0.1:" + this.echo.port()))
			.contains("remote port forwarding failed");
		int port = freePort();
		ssh("-N", "-L", "127.0.0.1:" + port + ":/run/some.sock");
		try (Socket socket = connect(port)) {
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
	}

	@Test
	void looksANameUpOnceSoThatItCannotBeRebound() throws Exception {
		InetAddress harmless = InetAddress.getByName("192.0.2.1");
		this.names = (host) -> Mono
			.just(List.of((this.lookups.getAndIncrement() == 0) ? harmless : InetAddress.getLoopbackAddress()));
		serve("*:" + this.echo.port(), "127.0.0.1:9", new ForwardLimits(10, 10, Duration.ofMillis(300)));
		assertThat(failure("-W", "rebinding.example:" + this.echo.port())).contains("connect failed");
		assertThat(this.lookups).hasValue(1);
		assertThat(failure("-W", "rebinding.example:" + this.echo.port())).contains("administratively prohibited");
		assertThat(this.echo.accepted).hasValue(0);
	}

	@Test
	void refusesMoreConnectionsThanAllowed() throws Exception {
		serve("127.0.0.1:*", "127.0.0.1:9", new ForwardLimits(1, 1, Duration.ofSeconds(5)));
		int port = freePort();
		ssh("-N", "-L", "127.0.0.1:" + port + ":127.0.0.1:" + this.echo.port());
		try (Socket first = connect(port)) {
			first.getOutputStream().write('x');
			assertThat(first.getInputStream().read()).isEqualTo('x');
			try (Socket second = new Socket("127.0.0.1", port)) {
				assertThat(second.getInputStream().read()).isEqualTo(-1);
			}
		}
		assertThat(this.events).extracting(ForwardEvent::outcome).containsExactly(Outcome.ACCEPTED, Outcome.TOO_MANY);
	}

	@Test
	void refusesMoreListenersThanAllowed() throws Exception {
		serve("127.0.0.1:9", "127.0.0.1:*", new ForwardLimits(1, 1, Duration.ofSeconds(5)));
		assertThat(failure("-N", "-o", "ExitOnForwardFailure=yes", "-R", freePort() + ":127.0.0.1:9", "-R",
				freePort() + ":127.0.0.1:9"))
			.contains("remote port forwarding failed");
	}

	@Test
	void takesNoMoreThanAWindowForATargetThatDoesNotRead() throws Exception {
		try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			serve("127.0.0.1:" + deaf.getLocalPort(), "127.0.0.1:9", ForwardLimits.DEFAULTS);
			Process ssh = ssh("-W", "127.0.0.1:" + deaf.getLocalPort());
			AtomicInteger written = new AtomicInteger();
			Thread writer = new Thread(() -> flood(ssh, written));
			writer.start();
			try (Socket target = deaf.accept()) {
				// What the kernel and the client hold is a few MiB; 64 MiB would be ours
				writer.join(3000);
				assertThat(written.get()).isLessThan(64 * 1024 * 1024);
				assertThat(target.getInputStream().readNBytes(LARGE)).hasSize(LARGE);
			}
			writer.join();
		}
	}

	private static void flood(Process ssh, AtomicInteger written) {
		byte[] chunk = new byte[64 * 1024];
		try {
			while (written.get() < 128 * 1024 * 1024) {
				ssh.getOutputStream().write(chunk);
				written.addAndGet(chunk.length);
			}
		}
		catch (IOException ex) {
			// The target has gone
		}
	}

	private void serve(String to, String on, ForwardLimits limits) throws Exception {
		ForwardRules rules = new ForwardRules(List.of(ForwardRule.of("local", "OPS", to)),
				List.of(ForwardRule.of("remote", "OPS", on)));
		NameLookup lookup = this.names;
		PortForwarding forwarding = new PortForwarding(new NetworkClients(this.network.servers(), this.bundles, lookup),
				lookup, rules, limits, this.events::add);
		this.server = new LoopbackServer(List.of(forwarding));
		this.server.server()
			.server()
			.setGlobalRequestHandlers(List.of(KeepAliveHandler.INSTANCE, forwarding.requests()));
	}

	private List<String> command(String... arguments) {
		List<String> command = new ArrayList<>(List.of("ssh", "-F", this.folder.resolve("config").toString(), "-p",
				Integer.toString(this.server.port()), "-l", "ops"));
		command.addAll(Arrays.asList(arguments));
		command.add("127.0.0.1");
		return command;
	}

	private Process ssh(String... arguments) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command(arguments));
		builder.environment().put("SSH_ASKPASS", this.folder.resolve("askpass").toString());
		builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
		Process process = builder.start();
		this.processes.add(process);
		return process;
	}

	private String failure(String... arguments) throws Exception {
		Process ssh = ssh(arguments);
		ssh.getOutputStream().close();
		String errors = new String(ssh.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(ssh.waitFor(10, TimeUnit.SECONDS)).isTrue();
		assertThat(ssh.exitValue()).isEqualTo(255);
		return errors;
	}

	private static boolean echoed(int port, int size) throws Exception {
		byte[] sent = new byte[size];
		new Random(1).nextBytes(sent);
		try (Socket socket = connect(port)) {
			Thread writer = new Thread(() -> {
				try {
					socket.getOutputStream().write(sent);
					socket.shutdownOutput();
				}
				catch (IOException ex) {
					// What is read tells
				}
			});
			writer.start();
			byte[] received = socket.getInputStream().readAllBytes();
			writer.join();
			return Arrays.equals(sent, received);
		}
	}

	private static Socket connect(int port) {
		Socket[] connected = new Socket[1];
		TransportSupport.await(() -> {
			try {
				connected[0] = new Socket("127.0.0.1", port);
				return true;
			}
			catch (IOException ex) {
				return false;
			}
		});
		return connected[0];
	}

	private static boolean isClosed(int port) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			return !socket.isConnected();
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/** Ends its output only after the end of its input. */
	private static final class EchoServer implements AutoCloseable {

		private final ServerSocket listener = new ServerSocket();

		private final AtomicInteger accepted = new AtomicInteger();

		EchoServer() throws IOException {
			this.listener.bind(new InetSocketAddress("127.0.0.1", 0));
			Thread thread = new Thread(this::accept);
			thread.setDaemon(true);
			thread.start();
		}

		int port() {
			return this.listener.getLocalPort();
		}

		private void accept() {
			try {
				while (true) {
					Socket socket = this.listener.accept();
					this.accepted.incrementAndGet();
					Thread thread = new Thread(() -> echo(socket));
					thread.setDaemon(true);
					thread.start();
				}
			}
			catch (IOException ex) {
				// Closed
			}
		}

		/** Half of the time all is read before any of it is written. */
		private void echo(Socket socket) {
			try (socket; InputStream in = socket.getInputStream()) {
				if (this.accepted.get() % 2 == 0) {
					in.transferTo(socket.getOutputStream());
					return;
				}
				byte[] start = in.readNBytes(1);
				socket.getOutputStream().write(start);
				ByteArrayOutputStream rest = new ByteArrayOutputStream();
				in.transferTo(rest);
				rest.writeTo(socket.getOutputStream());
			}
			catch (IOException ex) {
				// Gone
			}
		}

		@Override
		public void close() throws IOException {
			this.listener.close();
		}

	}

}
