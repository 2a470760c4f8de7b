package dev.torsion.names.client.upstream;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

import dev.torsion.BlockedLoops;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.ResolverFixture;
import dev.torsion.names.test.MockDns;
import dev.torsion.net.Certificates;
import dev.torsion.net.Protocol;
import dev.torsion.net.ServerFixture;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LengthFraming;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.ssl.SslBundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Upstreams} with servers that speak TLS, and for what it does to event
 * loops.
 */
@Timeout(60)
class DnsOverTlsTests {

	private static final DnsQuestion QUESTION = DnsQuestion.of(Name.fromConstantString("www.example.org."), Type.A);

	private static final SslBundle SERVER = Certificates.bundle("dns.example");

	private final ResolverFixture fixture = new ResolverFixture();

	private Upstreams upstreams = this.fixture.upstreams();

	@BeforeEach
	void trust() {
		this.fixture.loops().bundles.registerBundle("server", SERVER);
		this.fixture.loops().bundles.registerBundle("trusting", Certificates.trusting(null, SERVER));
		this.upstreams = new Upstreams(UpstreamSettings.DEFAULTS, this.fixture.eventLoop(),
				new Upstreams.Sockets(this.fixture.clients(), this.fixture.connector(),
						this.fixture.clients().tls("network.test.ssl.bundle", "trusting")));
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void asksOverTlsOnly() {
		Message answer = Objects.requireNonNull(this.upstreams.ask(inquiry("dns.example")).block());
		assertThat(answer.getSection(Section.ANSWER)).hasSize(1);
		assertThat(this.upstreams.traffic().sent().sum()).isZero();
		assertThat(this.upstreams.traffic().sentOverTcp().sum()).isOne();
	}

	@Test
	void asksNobodyWithoutTheRightCertificate() {
		Inquiry inquiry = inquiry("other.example");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.upstreams.ask(inquiry).block())
			.withCauseInstanceOf(UpstreamException.class);
	}

	@Test
	void blocksNoEventLoop() {
		Inquiry tls = inquiry("dns.example");
		try (MockDns dns = new MockDns().start().record("www.example.org A 10.0.0.1");
				BlockedLoops watch = BlockedLoops.watch()) {
			Inquiry udp = new Inquiry(List.of(UpstreamServer.plain(dns.address())), QUESTION, true, (answer) -> true,
					() -> true);
			Flux.range(0, 20)
				.flatMap((i) -> this.upstreams.ask(udp).then(this.upstreams.ask(tls)))
				.subscribeOn(this.fixture.eventLoop().scheduler())
				.blockLast();
			assertThat(watch.seen()).isEmpty();
		}
	}

	private Inquiry inquiry(String tlsName) {
		int port = ServerFixture.port(this.fixture.loops()
			.start(ServerFixture.anyPort()
				.withTls(Objects
					.requireNonNull(this.fixture.loops().servers().tls("network.test.ssl.bundle", "server"))),
					Server::new));
		UpstreamServer server = new UpstreamServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
				tlsName);
		return new Inquiry(List.of(server), QUESTION, true, (answer) -> true, () -> true);
	}

	/** Answers any question with one address. */
	private static final class Server implements Protocol {

		private final Transport transport;

		private final LengthFraming framing = new LengthFraming(2, 65_535, this::answer);

		Server(Transport transport) {
			this.transport = transport;
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return this.framing.received(bytes);
		}

		private Mono<Void> answer(ByteBuf frame) {
			return Mono.fromCallable(() -> {
				byte[] bytes = ByteBufUtil.getBytes(frame);
				frame.skipBytes(frame.readableBytes());
				Message query = new Message(bytes);
				Message answer = MockDns.answerTo(query);
				answer.addRecord(new ARecord(query.getQuestion().getName(), DClass.IN, 60,
						InetAddress.getByAddress(new byte[] { 10, 0, 0, 1 })), Section.ANSWER);
				return this.framing.frame(Unpooled.wrappedBuffer(answer.toWire()));
			}).flatMap(this.transport::write);
		}

	}

}
