package dev.torsion.names.client.transfer;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import dev.torsion.names.client.ResolverFixture;
import dev.torsion.names.session.control.Controlled;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Zone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests of talking with other servers about zones.
 */
class TransferClientTests {

	private static final WireName ORIGIN = Controlled.wire("example.org.");

	private static final Zone ZONE = Controlled.zone("""
			$ORIGIN example.org.
			@ 300 SOA ns admin 7 3600 600 86400 300
			@ 300 NS ns
			ns 300 A 192.0.2.1
			""");

	private final ResolverFixture sockets = new ResolverFixture();

	private final List<Message> requests = Collections.synchronizedList(new ArrayList<>());

	private final TransferClient client = client(Duration.ofSeconds(5));

	private volatile Function<Message, @Nullable List<Message>> server = (request) -> List.of(answer(request));

	@Nullable private ServerSocket listening;

	private Peer peer = new Peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), null);

	private TransferClient client(Duration timeout) {
		return new TransferClient(this.sockets.connector(), this.sockets.eventLoop(),
				new TransferLimits(2, 1000, 100_000, Duration.ofSeconds(10), timeout));
	}

	@BeforeEach
	void listen() throws IOException {
		ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
		this.listening = socket;
		this.peer = new Peer((InetSocketAddress) socket.getLocalSocketAddress(), null);
		Thread thread = new Thread(() -> serve(socket));
		thread.setDaemon(true);
		thread.start();
	}

	@AfterEach
	void close() throws IOException {
		ServerSocket socket = this.listening;
		if (socket != null) {
			socket.close();
		}
		this.sockets.close();
	}

	@Test
	void fetchesAZoneThatItDoesNotHave() {
		Zone zone = this.client.fetch(this.peer, ORIGIN, null).block();
		assertThat(zone).hasToString("example.org. 7");
		assertThat(this.requests).extracting((request) -> request.getQuestion().getType())
			.containsExactly(Type.SOA, Type.AXFR);
	}

	@Test
	void fetchesNothingThatIsNotNewer() {
		assertThat(this.client.fetch(this.peer, ORIGIN, ZONE).block()).isNull();
		assertThat(this.client.fetch(this.peer, ORIGIN, ZONE.edit().serial(8).build()).block()).isNull();
		assertThat(this.requests).hasSize(2);
	}

	@Test
	void fetchesWhatIsNewerThoughItsNumberIsLower() {
		assertThat(this.client.fetch(this.peer, ORIGIN, ZONE.edit().serial(-5).build()).block()).isNotNull();
	}

	@Test
	void failsIfTheServerRefusesOrHasAnotherZone() {
		this.server = (request) -> List.of(refusal(request));
		assertThatThrownBy(() -> this.client.fetch(this.peer, ORIGIN, null).block())
			.hasMessageContaining("It answers REFUSED");
		this.server = (request) -> List.of(empty(request));
		assertThatThrownBy(() -> this.client.fetch(this.peer, ORIGIN, null).block())
			.hasMessageContaining("does not have the zone");
	}

	@Test
	void failsIfTheServerHangsUpOrIsSilentOrIsNotThere() throws IOException {
		this.server = (request) -> null;
		assertThatThrownBy(() -> this.client.fetch(this.peer, ORIGIN, null).block())
			.hasMessageContaining("closed the connection");
		this.server = (request) -> List.of();
		assertThatThrownBy(() -> client(Duration.ofMillis(100)).fetch(this.peer, ORIGIN, null).block())
			.hasMessageContaining("closed the connection");
		close();
		assertThatThrownBy(() -> this.client.fetch(this.peer, ORIGIN, null).block()).isNotNull();
	}

	@Test
	void failsIfTheServerHangsUpInsideTheZone() {
		this.server = (request) -> {
			if (request.getQuestion().getType() == Type.SOA) {
				return List.of(answer(request));
			}
			return (this.requests.size() < 3) ? List.of(half(request)) : null;
		};
		assertThatThrownBy(() -> client(Duration.ofMillis(200)).fetch(this.peer, ORIGIN, null).block())
			.hasMessageContaining("closed the connection");
	}

	@Test
	void goesOnAfterFailures() {
		this.server = (request) -> null;
		for (int i = 0; i < 5; i++) {
			assertThatThrownBy(() -> this.client.fetch(this.peer, ORIGIN, null).block()).isNotNull();
		}
		this.server = (request) -> List.of(answer(request));
		assertThat(this.client.fetch(this.peer, ORIGIN, null).block()).isNotNull();
	}

	@Test
	void tellsOfAChange() {
		this.client.notify(this.peer, ZONE).block();
		Message notice = this.requests.get(0);
		assertThat(notice.getHeader().getOpcode()).isEqualTo(Opcode.NOTIFY);
		assertThat(notice.getHeader().getFlag(Flags.AA)).isTrue();
		assertThat(notice.getSection(Section.ANSWER)).hasSize(1);
	}

	@Test
	void failsToTellWhoDoesNotWantToHear() {
		this.server = (request) -> List.of(refusal(request));
		assertThatThrownBy(() -> this.client.notify(this.peer, ZONE).block()).hasMessageContaining("REFUSED");
		this.server = (request) -> List.of();
		assertThatThrownBy(() -> client(Duration.ofMillis(100)).notify(this.peer, ZONE).block()).satisfiesAnyOf(
				(ex) -> assertThat(ex).hasRootCauseInstanceOf(TimeoutException.class),
				(ex) -> assertThat(ex).hasMessageContaining("closed the connection"));
	}

	private static Message empty(Message request) {
		Message answer = new Message(request.getHeader().getID());
		answer.getHeader().setOpcode(request.getHeader().getOpcode());
		answer.getHeader().setFlag(Flags.QR);
		answer.addRecord(request.getQuestion(), Section.QUESTION);
		return answer;
	}

	private static Message refusal(Message request) {
		Message answer = empty(request);
		answer.getHeader().setRcode(Rcode.REFUSED);
		return answer;
	}

	private static Message answer(Message request) {
		Message answer = empty(request);
		List<Record> soa = Records.records(ORIGIN, ZONE.soa());
		add(answer, soa);
		if (request.getQuestion().getType() == Type.AXFR) {
			ZONE.forEach((node) -> node.sets()
				.stream()
				.filter((set) -> set.type() != Type.SOA)
				.forEach((set) -> add(answer, Records.records(node.name(), set))));
			add(answer, soa);
		}
		return answer;
	}

	private static Message half(Message request) {
		Message answer = empty(request);
		add(answer, Records.records(ORIGIN, ZONE.soa()));
		return answer;
	}

	private static void add(Message answer, List<Record> records) {
		records.forEach((record) -> answer.addRecord(record, Section.ANSWER));
	}

	private void serve(ServerSocket socket) {
		while (!socket.isClosed()) {
			try (Socket connection = socket.accept()) {
				converse(connection);
			}
			catch (IOException ex) {
				// The next one
			}
		}
	}

	/** Hangs up when there is no answer to a request. */
	private void converse(Socket connection) throws IOException {
		DataInputStream in = new DataInputStream(connection.getInputStream());
		DataOutputStream out = new DataOutputStream(connection.getOutputStream());
		while (true) {
			byte[] bytes = new byte[in.readUnsignedShort()];
			in.readFully(bytes);
			Message request = new Message(bytes);
			this.requests.add(request);
			List<Message> answers = this.server.apply(request);
			if (answers == null) {
				return;
			}
			for (Message answer : answers) {
				byte[] message = answer.toWire();
				out.writeShort(message.length);
				out.write(message);
			}
		}
	}

}
