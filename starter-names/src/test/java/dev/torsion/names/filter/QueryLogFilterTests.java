package dev.torsion.names.filter;

import java.util.concurrent.atomic.AtomicLong;

import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.Exchanges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueryLogFilter}.
 */
@ExtendWith(OutputCaptureExtension.class)
class QueryLogFilterTests {

	private final AtomicLong now = new AtomicLong();

	private final QueryLogFilter filter = new QueryLogFilter(() -> this.now.getAndAdd(7000));

	@Test
	void writesWhoAskedWhatAndHowItWasAnswered(CapturedOutput output) {
		assertThat(ask("www.example.org.", (exchange) -> Mono.just(DnsResponse.nxDomain())).block())
			.isEqualTo(DnsResponse.nxDomain());
		assertThat(output.getOut()).contains("192.0.2.1 UDP www.example.org. IN A: NXDOMAIN 0 answers in 7 us");
	}

	@Test
	void writesWhatFailed(CapturedOutput output) {
		StepVerifier.create(ask("www.example.org.", (exchange) -> Mono.error(new IllegalStateException())))
			.verifyError(IllegalStateException.class);
		assertThat(output.getOut()).contains("www.example.org. IN A: SERVFAIL IllegalStateException in 7 us");
	}

	@Test
	void escapesWhatCouldPassForALineOfItsOwn(CapturedOutput output) {
		ask("a\\010b.example.", (exchange) -> Mono.just(DnsResponse.refused())).block();
		assertThat(output.getOut()).contains("a\\010b.example. IN A: REFUSED");
	}

	private Mono<DnsResponse> ask(String name, DnsHandler next) {
		return this.filter.filter(Exchanges.udp(name, Type.A), next);
	}

}
