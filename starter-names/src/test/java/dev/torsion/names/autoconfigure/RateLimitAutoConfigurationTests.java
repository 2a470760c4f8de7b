package dev.torsion.names.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.torsion.names.session.limit.RateLimits;
import dev.torsion.names.session.limit.ResponseKind;
import dev.torsion.names.session.limit.ResponseRateLimiter;
import dev.torsion.names.session.limit.Verdict;
import dev.torsion.names.wire.SipHash;
import dev.torsion.net.address.AddressRanges;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RateLimitAutoConfiguration}.
 */
class RateLimitAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RateLimitAutoConfiguration.class));

	@Test
	void limitsAllButTheMachineItself() {
		this.runner.run((context) -> {
			RateLimits limits = context.getBean(RateLimitProperties.class).limits();
			assertThat(limits)
				.isEqualTo(new RateLimits(200, Duration.ofSeconds(15), 2, 24, 56, 100_000, limits.exempt()));
			ResponseRateLimiter limiter = context.getBean(ResponseRateLimiter.class);
			assertThat(verdicts(limiter, "192.0.2.1")).contains(Verdict.ANSWER, Verdict.SLIP, Verdict.DROP);
			assertThat(verdicts(limiter, "127.0.0.1")).containsOnly(Verdict.ANSWER);
			assertThat(verdicts(limiter, "::1")).containsOnly(Verdict.ANSWER);
		});
	}

	@Test
	void bindsItsProperties() {
		this.runner
			.withPropertyValues("network.names.rate-limit.responses-per-second=5", "network.names.rate-limit.window=3s",
					"network.names.rate-limit.slip=0", "network.names.rate-limit.ipv4-prefix=32",
					"network.names.rate-limit.ipv6-prefix=64", "network.names.rate-limit.max-networks=10",
					"network.names.rate-limit.exempt=198.51.100.0/24")
			.run((context) -> {
				RateLimits limits = context.getBean(RateLimitProperties.class).limits();
				assertThat(limits).isEqualTo(new RateLimits(5, Duration.ofSeconds(3), 0, 32, 64, 10, limits.exempt()));
				ResponseRateLimiter limiter = context.getBean(ResponseRateLimiter.class);
				assertThat(verdicts(limiter, "192.0.2.1")).containsOnly(Verdict.ANSWER, Verdict.DROP);
				assertThat(verdicts(limiter, "198.51.100.1")).containsOnly(Verdict.ANSWER);
			});
	}

	@Test
	void refusesALimitThatIsNone() {
		RateLimitProperties properties = new RateLimitProperties(true, 200, Duration.ofSeconds(15), 11, 24, 56, 1000,
				List.of());
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(properties::limits)
			.satisfies((failure) -> assertThat(failure.analysis().getDescription())
				.isEqualTo("In network.names.rate-limit, slip is 11, not between 0 and 10."));
	}

	@Test
	void isSwitchedOff() {
		for (String property : List.of("network.names.rate-limit.enabled=false", "network.names.enabled=false")) {
			this.runner.withPropertyValues(property)
				.run((context) -> assertThat(context).doesNotHaveBean(ResponseRateLimiter.class));
		}
	}

	@Test
	void backsOffForAnotherBean() {
		ResponseRateLimiter own = new ResponseRateLimiter(
				new RateLimits(1, Duration.ofSeconds(1), 1, 24, 56, 1, AddressRanges.NONE), () -> 0, SipHash.random());
		this.runner.withBean(ResponseRateLimiter.class, () -> own)
			.run((context) -> assertThat(context.getBean(ResponseRateLimiter.class)).isSameAs(own));
	}

	private static List<Verdict> verdicts(ResponseRateLimiter limiter, String client) throws UnknownHostException {
		InetAddress address = InetAddress.getByName(client);
		return Stream.generate(() -> limiter.check(address, ResponseKind.ANSWER, 1)).limit(2000).distinct().toList();
	}

}
