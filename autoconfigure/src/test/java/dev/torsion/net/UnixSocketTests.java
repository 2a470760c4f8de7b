package dev.torsion.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import dev.torsion.UnprivilegedJvm;
import dev.torsion.net.proxy.TrustedPeers;
import dev.torsion.net.reactor.IoTransport;
import dev.torsion.net.unix.UnixSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static dev.torsion.net.ServerFixture.anyPort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for listeners on unix domain sockets.
 */
@Timeout(60)
@OnEachTransport
class UnixSocketTests {

	private final ServerFixture fixture;

	private final Path socket;

	UnixSocketTests(IoTransport transport, @TempDir Path folder) {
		this.fixture = new ServerFixture(transport);
		this.socket = folder.resolve("test.sock");
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void servesInThePlaceOfAPort() throws Exception {
		NetworkServer server = start(anyPort().withMaxConnections(10, 1));
		assertThat(server.address()).hasToString(this.socket.toString());
		try (SocketChannel first = connect(this.socket); SocketChannel second = connect(this.socket)) {
			assertThat(reader(first).readLine()).isEqualTo(this.socket + " in private");
			BufferedReader reader = reader(second);
			assertThat(reader.readLine()).isEqualTo(this.socket + " in private");
			write(second, "one\r\n");
			assertThat(reader.readLine()).isEqualTo("you said one");
			second.shutdownOutput();
			assertThat(reader.readLine()).isNull();
		}
		assertThat(this.fixture.events).singleElement()
			.isInstanceOfSatisfying(NetworkServerStartedEvent.class,
					(event) -> assertThat(event.getPort()).isEqualTo(-1));
	}

	@Test
	void listensInThePlaceOfAPortThatIsSwitchedOff() throws Exception {
		start(Listener.on("network.test", -1));
		try (SocketChannel client = connect(this.socket)) {
			assertThat(reader(client).readLine()).endsWith(" in private");
		}
	}

	@Test
	void givesTheFileItsPermissionsAndNothingElse() throws Exception {
		start(anyPort());
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.socket))).isEqualTo("rw-rw----");
		assertThat(files()).containsExactly(this.socket);
	}

	@Test
	void saysGoodbyeAndRemovesTheFile() throws Exception {
		NetworkServer server = start(anyPort());
		try (SocketChannel client = connect(this.socket)) {
			BufferedReader reader = reader(client);
			assertThat(reader.readLine()).isNotNull();
			server.stop(() -> {
			});
			assertThat(reader.readLine()).isEqualTo("going down");
		}
		assertThat(files()).isEmpty();
		server.start();
		try (SocketChannel client = connect(this.socket)) {
			assertThat(reader(client).readLine()).isNotNull();
		}
	}

	@Test
	void replacesASocketThatNobodyListensOn() throws Exception {
		try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			gone.bind(UnixDomainSocketAddress.of(this.socket));
		}
		assertThat(this.socket).exists();
		start(anyPort());
		try (SocketChannel client = connect(this.socket)) {
			assertThat(reader(client).readLine()).isNotNull();
		}
	}

	@Test
	void leavesASocketAloneThatSomebodyHasPutInItsPlace() throws Exception {
		NetworkServer server = start(anyPort());
		Files.delete(this.socket);
		try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			other.bind(UnixDomainSocketAddress.of(this.socket));
			server.stop();
			assertThat(this.socket).exists();
		}
	}

	@Test
	void doesNotTakeASocketFromSomebody() throws Exception {
		try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			other.bind(UnixDomainSocketAddress.of(this.socket));
			FailureAnalysis analysis = failure(this.socket);
			assertThat(analysis.getDescription())
				.isEqualTo("'test' cannot listen on " + this.socket + ": somebody else listens there.");
			assertThat(analysis.getAction()).isEqualTo("Stop it ('ss -xlp src " + this.socket
					+ "' shows it), or set network.test.unix-socket to another path.");
		}
		assertThat(files()).containsExactly(this.socket);
	}

	@Test
	void doesNotReplaceWhatIsNoSocket() throws Exception {
		Files.writeString(this.socket, "precious");
		assertThat(failure(this.socket).getDescription()).endsWith(": there is a file that is not a socket.");
		assertThat(this.socket).hasContent("precious");
		Files.delete(this.socket);
		Files.createSymbolicLink(this.socket, Path.of("elsewhere"));
		assertThat(failure(this.socket).getDescription()).endsWith(": there is a file that is not a socket.");
	}

	@Test
	void saysThatThePathIsTooLong() {
		Path path = this.socket.resolveSibling("s".repeat(120));
		FailureAnalysis analysis = failure(path);
		assertThat(analysis.getDescription()).endsWith(": its path has " + path.toString().length() + " bytes.");
		assertThat(analysis.getAction()).isEqualTo("Set network.test.unix-socket to a path of at most 107 bytes.");
	}

	@Test
	void saysThatThereIsNoFolder() {
		Path path = this.socket.resolveSibling("no/test.sock");
		assertThat(failure(path).getDescription()).endsWith(": there is no folder " + path.getParent() + ".");
	}

	@Test
	void saysThatThisUserMayNotWriteThere(@TempDir Path temporary) throws Exception {
		assertThat(UnprivilegedJvm.run(temporary, UnixSocketTests.class))
			.contains("'test' cannot listen on /usr/test.sock: this user may not write to /usr.");
	}

	/** The child of the test above, which is not root. */
	public static void main(String[] arguments) {
		try (ServerFixture fixture = new ServerFixture()) {
			System.out.println(failure(fixture, Path.of("/usr/test.sock")).getDescription());
		}
		System.exit(0);
	}

	@Test
	void knowsTheClientOfAProxyThatConnectsByTheSocket() throws Exception {
		start(anyPort().withProxyProtocol(TrustedPeers.of("test", List.of("unix"))));
		try (SocketChannel client = connect(this.socket)) {
			write(client, "PROXY TCP4 192.0.2.7 198.51.100.1 40000 25\r\n");
			assertThat(reader(client).readLine()).isEqualTo("/192.0.2.7:40000 in public");
		}
	}

	@Test
	void refusesAStrangersHeaderOnTheSocket() throws Exception {
		NetworkServer server = start(anyPort().withProxyProtocol(TrustedPeers.of("test", List.of("127.0.0.1"))));
		try (SocketChannel client = connect(this.socket)) {
			BufferedReader reader = reader(client);
			assertThat(reader.readLine()).endsWith(" in private");
			write(client, "PROXY TCP4 192.0.2.7 198.51.100.1 40000 25\r\n");
			assertThat(reader.readLine()).isNull();
		}
		assertThat(server.traffic().errors(ConnectionError.PROXY)).isOne();
	}

	@Test
	void saysWhatPermissionsLookLike() {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> UnixSocket.of("network.test.unix-socket-mode", "/run/a.sock", "0660"))
			.satisfies((failure) -> assertThat(failure.analysis().getDescription())
				.isEqualTo("'0660' in network.test.unix-socket-mode are no permissions."));
		assertThat(UnixSocket.of("network.test.unix-socket-mode", " ", "rw-rw----")).isNull();
	}

	private NetworkServer start(Listener listener) {
		return this.fixture.start(on(listener, this.socket), PeerTeller::new);
	}

	private FailureAnalysis failure(Path path) {
		return failure(this.fixture, path);
	}

	private static FailureAnalysis failure(ServerFixture fixture, Path path) {
		try {
			fixture.start(on(anyPort(), path), PeerTeller::new);
		}
		catch (FailureAnalyzedException ex) {
			return ex.analysis();
		}
		throw new AssertionError("It was bound");
	}

	private static Listener on(Listener listener, Path path) {
		return listener.withUnixSocket(UnixSocket.of("network.test.unix-socket-mode", path.toString(), "rw-rw----"));
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.socket.getParent())) {
			return files.toList();
		}
	}

	private static SocketChannel connect(Path path) throws IOException {
		return SocketChannel.open(UnixDomainSocketAddress.of(path));
	}

	private static void write(SocketChannel channel, String text) throws IOException {
		channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
	}

	private static BufferedReader reader(SocketChannel channel) {
		return new BufferedReader(Channels.newReader(channel, StandardCharsets.US_ASCII));
	}

}
