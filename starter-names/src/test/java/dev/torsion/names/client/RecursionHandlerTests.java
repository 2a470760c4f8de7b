package dev.torsion.names.client;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsTransport;
import dev.torsion.net.address.AddressRanges;
import dev.torsion.net.test.VirtualEventLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecursionHandler}.
 */
class RecursionHandlerTests {

	private final VirtualEventLoop loop = new VirtualEventLoop();

	private final List<DnsQuestion> asked = new ArrayList<>();

	private Mono<DnsResponse> answer = Mono.just(DnsResponse.noData());

	@Test
	void answersClientsOfItsNetworksRecursively() {
		DnsResponse response = handle(handler("loopback"), exchange("127.0.0.1", true, DnsTransport.UDP));
		assertThat(Objects.requireNonNull(response).recursionAvailable()).isTrue();
		assertThat(response.authoritative()).isFalse();
	}

	@Test
	void forgetsQueriesThatFailAtOnce() {
		RecursionHandler handler = new RecursionHandler((question) -> {
			throw new IllegalStateException("test");
		}, AddressRanges.of("test", List.of("any")), this.loop, new RecursionHandler.Limits(Duration.ofSeconds(1), 1));
		for (int i = 0; i < 3; i++) {
			CompletableFuture<DnsResponse> answer = Mono
				.defer(() -> handler.handle(exchange("127.0.0.1", true, DnsTransport.UDP)))
				.toFuture();
			assertThat(answer).isCompletedExceptionally();
		}
	}

	@Test
	void isNoOpenResolver() {
		assertThat(handle(handler("loopback", "private"), exchange("192.0.2.1", true, DnsTransport.UDP))).isNull();
		assertThat(handle(handler(), exchange("127.0.0.1", true, DnsTransport.TCP))).isNull();
		assertThat(this.asked).isEmpty();
	}

	@Test
	void tellsNobodyWhatOthersHaveAskedFor() {
		assertThat(handle(handler("any"), exchange("127.0.0.1", false, DnsTransport.UDP))).isNull();
		assertThat(this.asked).isEmpty();
	}

	@Test
	void letsLateAnswersOverUdpGo() {
		this.answer = Mono.never();
		CompletableFuture<DnsResponse> answer = handler("any").handle(exchange("192.0.2.1", true, DnsTransport.UDP))
			.toFuture();
		this.loop.advance(Duration.ofMillis(1899));
		assertThat(answer).isNotDone();
		this.loop.advance(Duration.ofMillis(1));
		assertThat(now(answer).rcode()).isEqualTo(Rcode.SERVFAIL);
		CompletableFuture<DnsResponse> patient = handler("any").handle(exchange("192.0.2.1", true, DnsTransport.TCP))
			.toFuture();
		this.loop.advance(Duration.ofSeconds(5));
		assertThat(patient).isNotDone();
	}

	@Test
	void boundsWhatOneClientWaitsFor() {
		this.answer = Mono.never();
		RecursionHandler handler = handler("any");
		List<CompletableFuture<DnsResponse>> waiting = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			waiting.add(handler.handle(exchange("192.0.2.1", true, DnsTransport.TCP)).toFuture());
		}
		DnsExchange oneMore = exchange("192.0.2.1", true, DnsTransport.TCP);
		assertThat(Objects.requireNonNull(handle(handler, oneMore)).rcode()).isEqualTo(Rcode.REFUSED);
		this.answer = Mono.just(DnsResponse.noData());
		assertThat(handle(handler, exchange("192.0.2.2", true, DnsTransport.TCP))).isNotNull();
		waiting.get(0).cancel(true);
		assertThat(Objects.requireNonNull(handle(handler, oneMore)).rcode()).isEqualTo(Rcode.NOERROR);
	}

	@Test
	void comesAfterTheZones() {
		assertThat(handler().getOrder()).isEqualTo(DnsHandler.RESOLVER).isGreaterThan(DnsHandler.ZONES);
	}

	private RecursionHandler handler(String... networks) {
		return new RecursionHandler((question) -> {
			this.asked.add(question);
			return this.answer;
		}, AddressRanges.of("test", List.of(networks)), this.loop,
				new RecursionHandler.Limits(RecursionHandler.Limits.DEFAULTS.discard(), 3));
	}

	private static @Nullable DnsResponse handle(DnsHandler handler, DnsExchange exchange) {
		return handler.handle(exchange).block();
	}

	private static DnsExchange exchange(String client, boolean recursionDesired, DnsTransport transport) {
		return new DnsExchange(DnsQuestion.of(Name.fromConstantString("www.example.org."), Type.A),
				new InetSocketAddress(client, 5353), transport, "test", recursionDesired, false, null);
	}

	/** The answer that has to be there, since nothing moves the time but the test. */
	private static DnsResponse now(CompletableFuture<DnsResponse> answer) {
		assertThat(answer).isCompleted();
		return answer.join();
	}

}
