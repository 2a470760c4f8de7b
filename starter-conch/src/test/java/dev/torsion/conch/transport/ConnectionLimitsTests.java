package dev.torsion.conch.transport;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import dev.torsion.conch.transport.startup.MaxStartups;
import dev.torsion.conch.transport.startup.Penalties;
import dev.torsion.conch.transport.startup.StartupLimits;
import dev.torsion.net.ConnectionError;
import dev.torsion.net.Listener;
import dev.torsion.net.TransportSupport;
import dev.torsion.net.address.AddressRanges;
import dev.torsion.net.proxy.TrustedPeers;
import dev.torsion.net.reactor.IoTransport;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what peers may do that have not logged in, over real sockets.
 */
@Timeout(60)
class ConnectionLimitsTests {

	private static final String IDENTIFICATION = "SSH-2.0-test\r\n";

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Duration SHORT = Duration.ofMillis(300);

	@SuppressWarnings("NullAway.Init") // each test starts its own
	private SshFixture fixture;

	@AfterEach
	void stop() throws Exception {
		if (this.fixture != null) {
			this.fixture.close();
		}
	}

	@Test
	void closesWhoDoesNotSayWhatItIsInTime() throws Exception {
		start(SHORT, LONG);
		try (Socket socket = this.fixture.connect()) {
			assertEnds(socket);
		}
		assertThat(errors(ConnectionError.IDLE)).isOne();
	}

	@Test
	void closesWhoStopsInTheMiddleOfTheKeyExchange() throws Exception {
		start(SHORT, LONG);
		try (Socket socket = identified()) {
			DataOutputStream out = new DataOutputStream(socket.getOutputStream());
			out.writeInt(1000);
			out.write(new byte[] { 4, 20, 1, 2, 3 });
			assertEnds(socket);
		}
		assertThat(errors(ConnectionError.IDLE)).isOne();
	}

	@Test
	void closesWhoDoesNotLogInInTime() throws Exception {
		start(LONG, SHORT);
		try (ClientSession session = this.fixture.sshClient()
			.connect("ops", "127.0.0.1", this.fixture.port())
			.verify(SshFixture.TIMEOUT)
			.getSession()) {
			TransportSupport.await(session::isClosed);
		}
		assertThat(errors(ConnectionError.IDLE)).isOne();
		TransportSupport.await(() -> this.fixture.reception.visitors() == 0);
	}

	@Test
	void closesWhoSendsTooMuchWithoutLoggingIn() throws Exception {
		start(LONG, LONG);
		try (Socket socket = identified()) {
			assertRefused(socket, 40, ignore(30_000));
		}
		assertThat(errors(ConnectionError.PROTOCOL)).isOne();
	}

	@Test
	void closesWhoSendsTooManyPacketsWithoutLoggingIn() throws Exception {
		start(LONG, LONG);
		try (Socket socket = identified()) {
			assertRefused(socket, GuardedSession.MAX_LOGIN_PACKETS + 1, ignore(4));
		}
		assertThat(errors(ConnectionError.PROTOCOL)).isOne();
	}

	@Test
	void closesWhoBeginsTooLongAPacketWithoutLoggingIn() throws Exception {
		start(LONG, LONG);
		try (Socket socket = identified()) {
			byte[] packet = ignore(100_000);
			socket.getOutputStream().write(packet, 0, 80_000);
			assertEnds(socket);
		}
		assertThat(errors(ConnectionError.PROTOCOL)).isOne();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 4, 13, 29, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 262_145 })
	void endsAPeerThatLiesAboutLengths(int length) throws Exception {
		start(LONG, LONG);
		try (Socket socket = identified()) {
			DataOutputStream out = new DataOutputStream(socket.getOutputStream());
			out.writeInt(length);
			out.write(new byte[1000]);
			assertEnds(socket);
		}
		TransportSupport.await(() -> this.fixture.reception.visitors() == 0);
		try (ClientSession session = this.fixture.login("ops")) {
			assertThat(session.executeRemoteCommand("hello")).isEqualTo("hello");
		}
	}

	@Test
	void endsAPeerWhosePacketsWereChangedOnTheWay() throws Exception {
		start(LONG, LONG);
		try (Relay relay = new Relay(this.fixture.port());
				ClientSession session = this.fixture.login("ops", relay.port())) {
			relay.corrupt();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> session.executeRemoteCommand("hello"));
			TransportSupport.await(() -> this.fixture.listener.connections().isEmpty());
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void writesNothingIntoLogsThatAPeerHasMadeUp(CapturedOutput output) throws Exception {
		start(LONG, LONG);
		for (String line : List.of("SSH-2.0-\u001b[2Jevil\r\n", "SSH-2.0-" + "\u001b[2Jevil".repeat(100) + "\r\n",
				"SSH-2.0-\rfake \u001b[2Jevil\r\n", "SSH-2.0-\u0000evil\u001b\r\n")) {
			try (Socket socket = this.fixture.connect()) {
				socket.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
				assertEnds(socket);
			}
		}
		TransportSupport.await(() -> this.fixture.reception.visitors() == 0);
		assertThat(output.getAll()).doesNotContain("\u001b[2J").doesNotContain("\rfake");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void writesNothingIntoLogsOfServicesThatAPeerHasMadeUp(CapturedOutput output) throws Exception {
		start(LONG, LONG);
		try (ClientSession session = this.fixture.sshClient()
			.connect("ops", "127.0.0.1", this.fixture.port())
			.verify(SshFixture.TIMEOUT)
			.getSession()) {
			Buffer request = session.createBuffer(SshConstants.SSH_MSG_SERVICE_REQUEST);
			request.putString("\u001b[2J\r\nfake line" + "x".repeat(1000));
			session.writePacket(request);
			TransportSupport.await(() -> this.fixture.reception.visitors() == 0);
		}
		assertThat(output.getAll()).contains("?[2J??fake line")
			.doesNotContain("\u001b[2J")
			.doesNotContain("\nfake")
			.doesNotContain("x".repeat(300));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void writesNoStackTraceIntoLogsForWhatIsThePeersFault(CapturedOutput output) throws Exception {
		start(LONG, LONG);
		ByteBuffer malformed = ByteBuffer.allocate(32).putInt(28).put((byte) 4).put((byte) 20);
		malformed.putInt(22, Integer.MIN_VALUE);
		ByteBuffer empty = ByteBuffer.allocate(16).putInt(12).put((byte) 11);
		for (ByteBuffer packet : List.of(malformed, empty)) {
			try (Socket socket = identified()) {
				socket.getOutputStream().write(packet.array());
				assertEnds(socket);
			}
		}
		TransportSupport.await(() -> this.fixture.reception.visitors() == 0);
		assertThat(errors(ConnectionError.PROTOCOL)).isEqualTo(2);
		assertThat(errors(ConnectionError.INTERNAL)).isZero();
		assertThat(output.getAll()).doesNotContain("Exception").doesNotContain(" ERROR ");
	}

	@Test
	void tellsWhoIsOneTooManyAndNothingElse() throws Exception {
		this.fixture = new SshFixture(IoTransport.AUTO, limits(LONG, LONG), startups("2:100:2", "loopback"));
		try (Socket first = identified(); Socket second = identified(); Socket third = this.fixture.connect()) {
			assertThat(all(third)).isEqualTo("Exceeded MaxStartups\r\n");
		}
		assertThat(errors(ConnectionError.TOO_MANY_CONNECTIONS)).isOne();
		TransportSupport.await(() -> this.fixture.reception.visitors() == 0);
		identified().close();
	}

	@Test
	void makesASourceWaitThatConnectsAndNeverLogsInWhileOthersAreServed() throws Exception {
		this.fixture = new SshFixture(IoTransport.AUTO, limits(LONG, LONG), startups("10:30:100", "127.0.0.1"));
		try (Socket socket = this.fixture.connect("127.0.0.2")) {
			assertThat(socket.getInputStream().read()).isEqualTo('S');
		}
		TransportSupport.await(() -> this.fixture.reception.visitors() == 0);
		try (Socket socket = this.fixture.connect("127.0.0.2"); Socket other = this.fixture.connect("127.0.0.3")) {
			assertThat(all(socket)).isEqualTo("Not allowed at this time\r\n");
			assertThat(other.getInputStream().read()).isEqualTo('S');
		}
		assertThat(errors(ConnectionError.TOO_MANY_FROM_ADDRESS)).isOne();
		try (ClientSession session = this.fixture.login("ops")) {
			assertThat(session.executeRemoteCommand("hello")).isEqualTo("hello");
		}
	}

	@Test
	void knowsClientsBehindAProxyApart() throws Exception {
		this.fixture = new SshFixture(IoTransport.AUTO, limits(LONG, LONG), startups("10:30:100", "loopback"),
				Listener.on("network.conch", 0).withProxyProtocol(TrustedPeers.of("test", List.of("loopback"))));
		assertThat(proxied("192.0.2.1")).startsWith("S");
		TransportSupport.await(() -> this.fixture.reception.visitors() == 0);
		assertThat(proxied("192.0.2.1")).startsWith("N");
		assertThat(proxied("192.0.2.2")).startsWith("S");
	}

	private String proxied(String client) throws IOException {
		try (Socket socket = this.fixture.connect()) {
			socket.getOutputStream().write(("PROXY TCP4 " + client + " 192.0.2.9 1234 22\r\n").getBytes());
			return "" + (char) socket.getInputStream().read();
		}
	}

	@Test
	void noticesThatAPeerIsGone() throws Exception {
		this.fixture = new SshFixture(IoTransport.AUTO,
				new ConnectionLimits(LONG, LONG, DataSize.ofMegabytes(1), SHORT, 2), SshFixture.LIMITS);
		try (Relay relay = new Relay(this.fixture.port());
				ClientSession session = this.fixture.login("ops", relay.port());
				ClientSession other = this.fixture.login("other")) {
			relay.mute();
			TransportSupport.await(() -> errors(ConnectionError.IDLE) == 1);
			TransportSupport.await(() -> this.fixture.listener.connections().size() == 1);
			assertThat(other.executeRemoteCommand("hello")).isEqualTo("hello");
		}
	}

	private void start(Duration keyExchange, Duration login) throws Exception {
		this.fixture = new SshFixture(IoTransport.AUTO, limits(keyExchange, login), SshFixture.LIMITS);
	}

	private static ConnectionLimits limits(Duration keyExchange, Duration login) {
		return new ConnectionLimits(keyExchange, login, DataSize.ofMegabytes(1), Duration.ZERO, 3);
	}

	private static StartupLimits startups(String startups, String exempt) {
		Duration minute = Duration.ofMinutes(1);
		Penalties strict = new Penalties(minute, minute, minute, minute, minute, minute, minute, minute, 100);
		return new StartupLimits(MaxStartups.parse(startups), 8, 0, strict, AddressRanges.of("test", List.of(exempt)));
	}

	private Socket identified() throws IOException {
		Socket socket = this.fixture.connect();
		assertThat(socket.getInputStream().read()).isEqualTo('S');
		socket.getOutputStream().write(IDENTIFICATION.getBytes());
		return socket;
	}

	/** SSH_MSG_IGNORE, before any key exchange. */
	private static byte[] ignore(int length) {
		int padding = 4 + (8 - (4 + 1 + 1 + 4 + length + 4) % 8) % 8;
		ByteBuffer packet = ByteBuffer.allocate(4 + 1 + 1 + 4 + length + padding);
		packet.putInt(packet.capacity() - 4).put((byte) padding).put((byte) 2).putInt(length);
		return packet.array();
	}

	private static void assertRefused(Socket socket, int times, byte[] packet) throws IOException {
		try {
			for (int i = 0; i < times; i++) {
				socket.getOutputStream().write(packet);
			}
			assertEnds(socket);
		}
		catch (SocketException ex) {
			// Reset while there was more to be sent
		}
	}

	private static void assertEnds(Socket socket) throws IOException {
		try {
			DataInputStream in = new DataInputStream(socket.getInputStream());
			assertThatExceptionOfType(EOFException.class).isThrownBy(() -> in.readFully(new byte[100_000]));
		}
		catch (AssertionError ex) {
			assertThat(ex).hasStackTraceContaining("Connection reset");
		}
	}

	private static String all(Socket socket) throws IOException {
		return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
	}

	private long errors(ConnectionError error) {
		return this.fixture.listener.traffic().errors(error);
	}

}
