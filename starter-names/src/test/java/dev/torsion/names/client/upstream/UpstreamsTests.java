package dev.torsion.names.client.upstream;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsTransport;
import dev.torsion.names.client.ResolverFixture;
import dev.torsion.names.client.upstream.UpstreamException.Reason;
import dev.torsion.names.test.DnsFault;
import dev.torsion.names.test.MockDns;
import dev.torsion.names.test.MockQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link Upstreams} over real sockets.
 */
@Timeout(60)
class UpstreamsTests {

	private static final DnsQuestion QUESTION = DnsQuestion.of(Name.fromConstantString("www.example.org."), Type.A);

	private final ResolverFixture fixture = new ResolverFixture();

	private final MockDns first = new MockDns().record("www.example.org A 10.0.0.1");

	private final MockDns second = new MockDns().record("www.example.org A 10.0.0.2");

	private Upstreams upstreams = this.fixture.upstreams();

	@BeforeEach
	void start() {
		this.first.start();
		this.second.start();
	}

	@AfterEach
	void stop() {
		this.first.close();
		this.second.close();
		this.fixture.close();
	}

	@Test
	void asksOverUdpWithEdnsAndASmallBuffer() {
		assertThat(ask(this.first)).isEqualTo("10.0.0.1");
		MockQuery query = this.first.queries().get(0);
		assertThat(query.transport()).isEqualTo(DnsTransport.UDP);
		assertThat(query.message().getOPT().getPayloadSize()).isEqualTo(1232);
		assertThat(query.message().getHeader().getFlag(Flags.RD)).isTrue();
	}

	@Test
	void choosesIdAndCaseAndPortAnewForEachQuery() throws Exception {
		Set<Integer> ids = new HashSet<>();
		Set<Integer> ports = new HashSet<>();
		Set<String> cases = new HashSet<>();
		try (DatagramSocket server = socket()) {
			for (int i = 0; i < 20; i++) {
				CompletableFuture<Message> answer = answer(server);
				DatagramPacket packet = receive(server);
				Message query = new Message(packet.getData());
				ids.add(query.getHeader().getID());
				ports.add(packet.getPort());
				cases.add(query.getQuestion().getName().toString());
				send(server, packet, answerTo(query, "10.0.0.1"));
				assertThat(answer.join().getSection(Section.ANSWER)).hasSize(1);
			}
		}
		assertThat(ids).hasSizeGreaterThan(15);
		assertThat(ports).hasSizeGreaterThan(10);
		assertThat(cases).hasSizeGreaterThan(15);
	}

	@Test
	void givesNamesTheirOwnCaseBack() {
		Message answer = message(this.first);
		assertThat(answer.getQuestion().getName()).hasToString("www.example.org.");
		assertThat(answer.getSection(Section.ANSWER).get(0).getName()).hasToString("www.example.org.");
	}

	@Test
	void ignoresAnAnswerWithAWrongId() throws Exception {
		assertThat(afterForged((query, forged) -> forged.getHeader().setID(query.getHeader().getID() ^ 1)))
			.isEqualTo("10.0.0.1");
		assertThat(this.upstreams.traffic().nearMisses().sum()).isOne();
	}

	@Test
	void ignoresAnAnswerToAWrongQuestion() throws Exception {
		assertThat(afterForged((query, forged) -> {
			forged.removeAllRecords(Section.QUESTION);
			forged.addRecord(Record.newRecord(query.getQuestion().getName(), Type.AAAA, DClass.IN), Section.QUESTION);
		})).isEqualTo("10.0.0.1");
	}

	@Test
	void ignoresAQueryInThePlaceOfAnAnswer() throws Exception {
		assertThat(afterForged((query, forged) -> forged.getHeader().unsetFlag(Flags.QR))).isEqualTo("10.0.0.1");
	}

	@Test
	void hearsNobodyAtAnotherAddressOrPort() throws Exception {
		try (DatagramSocket server = socket();
				DatagramSocket otherPort = socket();
				DatagramSocket otherAddress = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"))) {
			CompletableFuture<Message> answer = answer(server);
			DatagramPacket packet = receive(server);
			Message query = new Message(packet.getData());
			for (DatagramSocket attacker : List.of(otherPort, otherAddress)) {
				// The kernel answers that nobody listens, as it does for a closed port
				catchThrowable(() -> send(attacker, packet, answerTo(query, "6.6.6.6")));
			}
			send(server, packet, answerTo(query, "10.0.0.1"));
			assertThat(address(answer.join())).isEqualTo("10.0.0.1");
			assertThat(this.upstreams.traffic().nearMisses().sum()).isZero();
		}
	}

	@Test
	void ignoresGarbage() {
		this.first.fault(DnsFault.garbage().times(1));
		this.upstreams = this.fixture.upstreams(ResolverFixture.IMPATIENT);
		assertThat(ask(this.first)).isEqualTo("10.0.0.1");
		assertThat(this.first.queries()).hasSize(2);
	}

	@Test
	void asksOverTcpWhenSomebodyKeepsGuessing() {
		try (MockDns guessed = new MockDns().start()) {
			guessed.record("www.example.org A 10.0.0.1").fault(DnsFault.wrongId().over(DnsTransport.UDP));
			this.upstreams = this.fixture
				.upstreams(new UpstreamSettings(Duration.ofSeconds(5), 2, 1000, 200, 0, Duration.ofSeconds(10)));
			assertThat(ask(guessed)).isEqualTo("10.0.0.1");
			assertThat(transports(guessed)).containsExactly(DnsTransport.UDP, DnsTransport.TCP);
		}
	}

	@Test
	void asksOverTcpForAWrongCaseAndLeavesTheServerItsCase() {
		this.first.fault(DnsFault.lowerCase());
		assertThat(ask(this.first)).isEqualTo("10.0.0.1");
		assertThat(transports(this.first)).containsExactly(DnsTransport.UDP, DnsTransport.TCP);
		assertThat(ask(this.first)).isEqualTo("10.0.0.1");
		assertThat(transports(this.first)).containsExactly(DnsTransport.UDP, DnsTransport.TCP, DnsTransport.UDP);
		assertThat(this.first.queries().get(2).name()).hasToString("www.example.org.");
	}

	@Test
	void asksOverTcpForATruncatedAnswer() {
		this.first.fault(DnsFault.truncate().over(DnsTransport.UDP));
		assertThat(ask(this.first)).isEqualTo("10.0.0.1");
		assertThat(transports(this.first)).containsExactly(DnsTransport.UDP, DnsTransport.TCP);
	}

	@Test
	void givesUpAServerThatTruncatesOverTcp() {
		this.first.fault(DnsFault.truncate());
		assertThat(reason(this.first)).isEqualTo(Reason.USELESS);
		assertThat(this.first.queries()).hasSizeLessThanOrEqualTo(4);
	}

	@Test
	void asksOverTcpForAnOversizedAnswer() {
		this.first.answer((query) -> {
			Message answer = MockDns.answerTo(query);
			Name name = query.getQuestion().getName();
			for (int i = 0; i < 20; i++) {
				answer.addRecord(new TXTRecord(name, DClass.IN, 60, "x".repeat(200) + i), Section.ANSWER);
			}
			return answer;
		});
		assertThat(message(this.first).getSection(Section.ANSWER)).hasSize(20);
		assertThat(transports(this.first)).containsExactly(DnsTransport.UDP, DnsTransport.TCP);
	}

	@Test
	void keepsOneConnectionForManyQueries() {
		this.first.fault(DnsFault.truncate().over(DnsTransport.UDP));
		assertThat(Flux.range(0, 20).flatMap((i) -> this.upstreams.ask(inquiry(this.first))).collectList().block())
			.hasSize(20);
		assertThat(this.fixture.connector().traffic().accepted()).isOne();
	}

	@Test
	void connectsAgainWhenTheServerHasClosed() {
		this.first.fault(DnsFault.truncate().over(DnsTransport.UDP));
		assertThat(ask(this.first)).isEqualTo("10.0.0.1");
		InetSocketAddress address = this.first.address();
		this.first.close();
		this.first.start(address);
		assertThat(ask(this.first)).isEqualTo("10.0.0.1");
	}

	@Test
	void doesWithoutEdnsWhereItIsNotKnown() {
		this.first.fault(DnsFault.noEdns());
		assertThat(ask(this.first)).isEqualTo("10.0.0.1");
		assertThat(ask(this.first)).isEqualTo("10.0.0.1");
		assertThat(this.first.queries()).extracting((query) -> query.message().getOPT() != null)
			.containsExactly(true, false, false);
	}

	@Test
	void asksTheNextServerWhenOneIsSilent() {
		this.upstreams = this.fixture.upstreams(ResolverFixture.IMPATIENT);
		this.first.fault(DnsFault.drop());
		this.second.fault(DnsFault.drop().times(1));
		assertThat(ask(this.first, this.second)).isEqualTo("10.0.0.2");
		assertThat(this.first.queries()).hasSizeLessThanOrEqualTo(2).isNotEmpty();
		assertThat(this.upstreams.traffic().timeouts().sum()).isGreaterThanOrEqualTo(2);
	}

	@Test
	void asksTheNextServerWhenOneFailsOrRefuses() {
		for (int rcode : new int[] { Rcode.SERVFAIL, Rcode.REFUSED }) {
			this.first.reset();
			this.first.fault(DnsFault.rcode(rcode));
			assertThat(ask(this.first, this.second)).isEqualTo("10.0.0.2");
		}
	}

	@Test
	void asksTheNextServerWhenNobodyListens() {
		InetSocketAddress gone = this.first.address();
		this.first.close();
		Inquiry inquiry = new Inquiry(List.of(UpstreamServer.plain(gone), server(this.second)), QUESTION, true,
				(answer) -> true, () -> true);
		assertThat(address(this.upstreams.ask(inquiry).block())).isEqualTo("10.0.0.2");
	}

	@Test
	void leavesTheSilentServerAsideAfterwards() {
		this.upstreams = this.fixture.upstreams(ResolverFixture.IMPATIENT);
		this.first.fault(DnsFault.drop());
		for (int i = 0; i < 10; i++) {
			assertThat(ask(this.first, this.second)).isEqualTo("10.0.0.2");
		}
		assertThat(this.first.queries()).hasSizeLessThanOrEqualTo(1);
	}

	@Test
	void failsWithWhatTheLastServerSaid() {
		this.first.fault(DnsFault.rcode(Rcode.SERVFAIL));
		assertThat(reason(this.first)).isEqualTo(Reason.FAILED);
	}

	@Test
	void sendsNoMoreQueriesThanArePermitted() {
		AtomicInteger left = new AtomicInteger(1);
		this.first.fault(DnsFault.rcode(Rcode.SERVFAIL));
		Inquiry inquiry = new Inquiry(List.of(server(this.first)), QUESTION, true, (answer) -> true,
				() -> left.getAndDecrement() > 0);
		assertThat(reason(this.upstreams.ask(inquiry))).isEqualTo(Reason.LIMIT);
		assertThat(this.first.queries()).hasSize(1);
	}

	@Test
	void boundsQueriesInFlightInAllAndPerServer() {
		this.first.fault(DnsFault.delay(Duration.ofMinutes(1)));
		for (UpstreamSettings settings : List.of(
				new UpstreamSettings(Duration.ofSeconds(30), 2, 1, 200, 3, Duration.ofSeconds(10)),
				new UpstreamSettings(Duration.ofSeconds(30), 2, 1000, 1, 3, Duration.ofSeconds(10)))) {
			this.upstreams = this.fixture.upstreams(settings);
			CompletableFuture<Message> waiting = this.upstreams.ask(inquiry(this.first)).toFuture();
			assertThat(reason(this.first)).isEqualTo(Reason.BUSY);
			waiting.cancel(true);
			assertThat(this.upstreams.ask(inquiry(this.second)).block()).isNotNull();
		}
	}

	@Test
	void asksAnotherServerWhenOneHasTooManyQueries() {
		this.first.fault(DnsFault.delay(Duration.ofMinutes(1)));
		// Which one is asked first is a matter of chance
		for (int i = 0; i < 10; i++) {
			this.upstreams = this.fixture
				.upstreams(new UpstreamSettings(Duration.ofSeconds(30), 1, 1000, 1, 3, Duration.ofSeconds(10)));
			CompletableFuture<Message> waiting = this.upstreams.ask(inquiry(this.first)).toFuture();
			assertThat(ask(this.first, this.second)).isEqualTo("10.0.0.2");
			waiting.cancel(true);
		}
	}

	/** What is answered after a forged answer has come from the right address. */
	private String afterForged(Forgery forgery) throws Exception {
		try (DatagramSocket server = socket()) {
			CompletableFuture<Message> answer = answer(server);
			DatagramPacket packet = receive(server);
			Message query = new Message(packet.getData());
			Message forged = answerTo(query, "6.6.6.6");
			forgery.forge(query, forged);
			send(server, packet, forged);
			send(server, packet, answerTo(query, "10.0.0.1"));
			return address(answer.join());
		}
	}

	private static DatagramSocket socket() throws Exception {
		DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
		socket.setSoTimeout(10_000);
		return socket;
	}

	private CompletableFuture<Message> answer(DatagramSocket server) {
		UpstreamServer asked = UpstreamServer.plain((InetSocketAddress) server.getLocalSocketAddress());
		return this.upstreams.ask(new Inquiry(List.of(asked), QUESTION, true, (answer) -> true, () -> true)).toFuture();
	}

	private static DatagramPacket receive(DatagramSocket server) throws Exception {
		DatagramPacket packet = new DatagramPacket(new byte[512], 512);
		server.receive(packet);
		packet.setData(Arrays.copyOf(packet.getData(), packet.getLength()));
		return packet;
	}

	private static void send(DatagramSocket from, DatagramPacket to, Message message) throws Exception {
		byte[] bytes = message.toWire();
		from.send(new DatagramPacket(bytes, bytes.length, to.getSocketAddress()));
	}

	private static Message answerTo(Message query, String address) throws Exception {
		Message answer = MockDns.answerTo(query);
		answer.addRecord(Record.fromString(query.getQuestion().getName(), Type.A, DClass.IN, 60, address, Name.root),
				Section.ANSWER);
		return answer;
	}

	private String ask(MockDns... servers) {
		return address(message(servers));
	}

	private Message message(MockDns... servers) {
		return Objects.requireNonNull(this.upstreams.ask(inquiry(servers)).block());
	}

	private Reason reason(MockDns server) {
		return reason(this.upstreams.ask(inquiry(server)));
	}

	private static Reason reason(Mono<Message> asked) {
		Throwable failure = Exceptions.unwrap(catchThrowable(asked::block));
		assertThat(failure).isInstanceOf(UpstreamException.class);
		return ((UpstreamException) failure).reason();
	}

	private static Inquiry inquiry(MockDns... servers) {
		return new Inquiry(List.of(servers).stream().map(UpstreamsTests::server).toList(), QUESTION, true,
				(answer) -> true, () -> true);
	}

	private static UpstreamServer server(MockDns dns) {
		return UpstreamServer.plain(dns.address());
	}

	private static String address(@Nullable Message answer) {
		return Objects.requireNonNull(answer).getSection(Section.ANSWER).get(0).rdataToString();
	}

	private static List<DnsTransport> transports(MockDns dns) {
		return dns.queries().stream().map(MockQuery::transport).toList();
	}

	/** Makes something wrong with an answer. */
	private interface Forgery {

		void forge(Message query, Message forged) throws Exception;

	}

}
