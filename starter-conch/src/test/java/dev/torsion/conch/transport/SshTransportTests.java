package dev.torsion.conch.transport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.torsion.BlockedLoops;
import dev.torsion.interop.Interop;
import dev.torsion.interop.RealPeer;
import dev.torsion.net.OnEachTransport;
import dev.torsion.net.TransportSupport;
import dev.torsion.net.reactor.IoTransport;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SshTransport} with MINA's client and OpenSSH's.
 */
@Timeout(120)
@OnEachTransport
class SshTransportTests {

	private static final SshdSocketAddress ANY_PORT = new SshdSocketAddress("127.0.0.1", 0);

	private final IoTransport io;

	private SshFixture fixture;

	SshTransportTests(IoTransport io) {
		this.io = io;
	}

	@BeforeEach
	void start() throws Exception {
		this.fixture = new SshFixture(this.io);
	}

	@AfterEach
	void stop() throws Exception {
		if (this.fixture != null) {
			this.fixture.close();
		}
	}

	@Test
	void logsInAndRunsACommand() throws Exception {
		try (ClientSession session = this.fixture.login("ops")) {
			assertThat(session.executeRemoteCommand("hello")).isEqualTo("hello");
			assertThat(this.fixture.listener.connections()).hasSize(1);
		}
		assertThat(this.fixture.listener.traffic().bytesReceived()).isPositive();
		TransportSupport.await(() -> this.fixture.listener.connections().isEmpty());
		assertThat(this.fixture.reception.visitors()).isZero();
	}

	@Test
	void blocksNoEventLoop() throws Exception {
		try (BlockedLoops watch = BlockedLoops.watch(); ServerSocket target = echo()) {
			try (ClientSession session = this.fixture.login("ops")) {
				assertThat(session.executeRemoteCommand("hello")).isEqualTo("hello");
				SshdSocketAddress port = session.startRemotePortForwarding(ANY_PORT,
						new SshdSocketAddress("127.0.0.1", target.getLocalPort()));
				assertThat(echoed(port.getPort(), "over there")).isEqualTo("over there");
			}
			assertThat(watch.seen()).isEmpty();
		}
	}

	@Test
	void movesMuchDataBothWaysWhileKeysChange() throws Exception {
		int size = 16 * 1024 * 1024;
		CoreModuleProperties.REKEY_BYTES_LIMIT.set(this.fixture.ssh, 1024 * 1024L);
		try (ClientSession session = this.fixture.login("ops")) {
			assertThat(run(session, "send " + size, new byte[0]).length).isEqualTo(size);
			assertThat(new String(run(session, "count", new byte[size]))).isEqualTo("" + size);
		}
	}

	private static byte[] run(ClientSession session, String command, byte[] input) throws IOException {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (ChannelExec channel = session.createExecChannel(command)) {
			channel.setIn(new ByteArrayInputStream(input));
			channel.setOut(output);
			channel.open().verify(SshFixture.TIMEOUT);
			channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), SshFixture.TIMEOUT);
		}
		return output.toByteArray();
	}

	@Test
	void forwardsPortsOfBothSidesWhateverElseLogsIn() throws Exception {
		try (ServerSocket target = echo()) {
			SshdSocketAddress to = new SshdSocketAddress("127.0.0.1", target.getLocalPort());
			for (int i = 0; i < 4; i++) {
				try (ClientSession session = this.fixture.login("ops");
						ClientSession other = this.fixture.login("other")) {
					SshdSocketAddress remote = session.startRemotePortForwarding(ANY_PORT, to);
					SshdSocketAddress local = session.startLocalPortForwarding(ANY_PORT, to);
					assertThat(echoed(remote.getPort(), "there")).isEqualTo("there");
					assertThat(echoed(local.getPort(), "here")).isEqualTo("here");
					session.stopRemotePortForwarding(remote);
					assertThat(other.executeRemoteCommand("hello")).isEqualTo("hello");
				}
			}
		}
	}

	private static ServerSocket echo() throws IOException {
		ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread echo = new Thread(() -> {
			while (!server.isClosed()) {
				try (Socket socket = server.accept()) {
					socket.getInputStream().transferTo(socket.getOutputStream());
				}
				catch (IOException ex) {
					// Closed by one of both sides
				}
			}
		});
		echo.setDaemon(true);
		echo.start();
		return server;
	}

	private static String echoed(int port, String words) throws IOException {
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(20_000);
			socket.connect(new InetSocketAddress("127.0.0.1", port));
			socket.getOutputStream().write(words.getBytes());
			return new String(socket.getInputStream().readNBytes(words.length()));
		}
	}

	@Test
	void saysGoodbyeWhenTheApplicationLeaves() throws Exception {
		CompletableFuture<String> reason = new CompletableFuture<>();
		ClientSession session = this.fixture.login("ops");
		session.addSessionListener(new SessionListener() {

			@Override
			public void sessionDisconnect(Session from, int code, String message, String language, boolean initiator) {
				reason.complete(message);
			}

		});
		this.fixture.listener.stop();
		assertThat(reason.get(20, TimeUnit.SECONDS)).isEqualTo("The server is shutting down");
	}

	@Test
	@Interop({ "ssh", "ssh-keygen" })
	void servesOpenSsh(@TempDir Path folder) throws Exception {
		Path key = folder.resolve("key");
		assertThat(new ProcessBuilder(RealPeer.require("ssh-keygen").toString(), "-q", "-t", "ed25519", "-N", "", "-f",
				key.toString())
			.start()
			.waitFor()).isZero();
		Process ssh = new ProcessBuilder(RealPeer.require("ssh").toString(), "-F", "/dev/null", "-i", key.toString(),
				"-p", "" + this.fixture.port(), "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
				"-o", "LogLevel=ERROR", "-o", "BatchMode=yes", "ops@127.0.0.1", "hello")
			.redirectErrorStream(true)
			.start();
		ssh.getOutputStream().close();
		assertThat(new String(ssh.getInputStream().readAllBytes())).isEqualTo("hello");
		assertThat(ssh.waitFor()).isZero();
	}

	@Test
	void tellsWhoCannotBeConnected() throws Exception {
		int free;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			free = socket.getLocalPort();
		}
		assertThat(this.fixture.sshClient().connect("ops", "127.0.0.1", free).await(Duration.ofSeconds(20))).isTrue();
	}

}
