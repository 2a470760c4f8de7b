package dev.torsion.names.session.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.torsion.names.wire.SipHash;
import dev.torsion.net.address.AddressRanges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ResponseRateLimiter}: ten responses a second, with a window of five
 * seconds.
 */
class ResponseRateLimiterTests {

	private static final AddressRanges LOOPBACK = AddressRanges.of("test", List.of("loopback"));

	private static final InetAddress CLIENT = address("192.0.2.1");

	private long now = TimeUnit.DAYS.toNanos(3);

	private ResponseRateLimiter limiter = limiter(2);

	@Test
	void answersUpToTheLimit() {
		assertThat(ask(10)).containsOnly(Map.entry(Verdict.ANSWER, 10L));
		assertThat(ask(1)).doesNotContainKey(Verdict.ANSWER);
	}

	@Test
	void answersAsMuchAgainInTime() {
		ask(10);
		pass(Duration.ofMillis(300));
		assertThat(ask(4)).containsEntry(Verdict.ANSWER, 3L);
		for (int i = 0; i < 100; i++) {
			pass(Duration.ofSeconds(1));
			assertThat(ask(9)).containsOnly(Map.entry(Verdict.ANSWER, 9L));
		}
	}

	@Test
	void answersEverySecondThatIsTooMuchTruncated() {
		ask(10);
		assertThat(verdicts(4)).containsExactly(Verdict.DROP, Verdict.SLIP, Verdict.DROP, Verdict.SLIP);
		assertThat(this.limiter.slipped()).isEqualTo(2);
		assertThat(this.limiter.dropped()).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 12", "1, 12, 0", "3, 4, 8", "10, 1, 11" })
	void answersAsManyTruncatedAsItIsTold(int slip, long slipped, long dropped) {
		this.limiter = limiter(slip);
		ask(22);
		assertThat(this.limiter.slipped()).isEqualTo(slipped);
		assertThat(this.limiter.dropped()).isEqualTo(dropped);
	}

	@Test
	void doesNotAnswerAFloodInPart() {
		ask(10_000);
		for (int i = 0; i < 100; i++) {
			pass(Duration.ofSeconds(1));
			assertThat(ask(1000)).doesNotContainKey(Verdict.ANSWER);
		}
	}

	@Test
	void forgetsAFloodAfterTheWindow() {
		ask(10_000);
		pass(Duration.ofMillis(4999));
		assertThat(ask(1)).doesNotContainKey(Verdict.ANSWER);
		pass(Duration.ofMillis(1201));
		assertThat(ask(1)).containsKey(Verdict.ANSWER);
		pass(Duration.ofSeconds(6));
		assertThat(ask(10)).containsOnly(Map.entry(Verdict.ANSWER, 10L));
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.254, true", "192.0.2.1, 192.0.3.1, false",
			"2001:db8::1, 2001:db8:0:ff:ffff::, true", "2001:db8::1, 2001:db8:0:100::, false",
			"10.0.0.1, a00:0:0:1::, false" })
	void countsForANetwork(String first, String second, boolean same) {
		for (int i = 0; i < 10; i++) {
			this.limiter.check(address(first), ResponseKind.ANSWER, 1);
		}
		assertThat(this.limiter.check(address(second), ResponseKind.ANSWER, 1))
			.isEqualTo(same ? Verdict.DROP : Verdict.ANSWER);
	}

	@Test
	void countsOneAddressOfFourBytesAsThatInSixteen() throws UnknownHostException {
		InetAddress mapped = Inet6Address.getByAddress(null,
				HexFormat.of().parseHex("00000000000000000000ffffc0000201"), -1);
		ask(10);
		assertThat(this.limiter.check(mapped, ResponseKind.ANSWER, 1)).isEqualTo(Verdict.DROP);
	}

	@Test
	void countsKindsAndNamesApartButAllErrorsTogether() {
		ask(10);
		assertThat(this.limiter.check(CLIENT, ResponseKind.ANSWER, 2)).isEqualTo(Verdict.ANSWER);
		assertThat(this.limiter.check(CLIENT, ResponseKind.NXDOMAIN, 1)).isEqualTo(Verdict.ANSWER);
		assertThat(this.limiter.check(CLIENT, ResponseKind.REFERRAL, 1)).isEqualTo(Verdict.ANSWER);
		for (int name = 0; name < 10; name++) {
			assertThat(this.limiter.check(CLIENT, ResponseKind.ERROR, name)).isEqualTo(Verdict.ANSWER);
		}
		assertThat(this.limiter.check(CLIENT, ResponseKind.ERROR, 10)).isEqualTo(Verdict.DROP);
	}

	@Test
	void letsThoseExemptHaveWhatTheyWant() {
		InetAddress loopback = address("127.0.0.1");
		assertThat(IntStream.range(0, 100).mapToObj((i) -> this.limiter.check(loopback, ResponseKind.ANSWER, 1)))
			.containsOnly(Verdict.ANSWER);
	}

	@Test
	void remembersAFloodAmongManyNetworks() {
		ask(10_000);
		for (int i = 0; i < 100_000; i++) {
			this.limiter.check(address("10." + i / 65536 + "." + i / 256 % 256 + "." + i % 256), ResponseKind.ANSWER,
					i);
			pass(Duration.ofNanos(10_000));
			if (i % 1000 == 0) {
				assertThat(ask(20)).doesNotContainKey(Verdict.ANSWER);
			}
		}
	}

	@Test
	void countsRightWhenItsClockBeginsAnew() {
		this.now = TimeUnit.MICROSECONDS.toNanos((1L << 40) - 100);
		ask(10);
		pass(Duration.ofMillis(100));
		assertThat(ask(2)).containsEntry(Verdict.ANSWER, 1L);
		this.now = TimeUnit.MICROSECONDS.toNanos(-(1L << 40) - 100);
		pass(Duration.ofDays(1));
		assertThat(ask(10)).containsOnly(Map.entry(Verdict.ANSWER, 10L));
	}

	@Test
	void losesNoResponseOfManyThreads() throws InterruptedException {
		Map<Verdict, Long> all = new EnumMap<>(Verdict.class);
		List<Thread> threads = IntStream.range(0, 4).mapToObj((i) -> new Thread(() -> {
			Map<Verdict, Long> own = ask(5000);
			synchronized (all) {
				own.forEach((verdict, count) -> all.merge(verdict, count, Long::sum));
			}
		})).toList();
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(all.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(20_000);
		assertThat(all.get(Verdict.ANSWER)).isBetween(10L, 40L);
	}

	@Test
	void refusesLimitsThatAreNone() {
		for (int wrong : new int[] { 0, 100_001 }) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> new RateLimits(wrong, Duration.ofSeconds(5), 2, 24, 56, 1000, LOOPBACK))
				.withMessage("responses-per-second is " + wrong + ", not between 1 and 100000");
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RateLimits(1, Duration.ofSeconds(5), 11, 24, 56, 1000, LOOPBACK));
	}

	private ResponseRateLimiter limiter(int slip) {
		return new ResponseRateLimiter(new RateLimits(10, Duration.ofSeconds(5), slip, 24, 56, 1000, LOOPBACK),
				() -> this.now, new SipHash(1, 2));
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

	private Map<Verdict, Long> ask(int times) {
		Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
		verdicts(times).forEach((verdict) -> counts.merge(verdict, 1L, Long::sum));
		return counts;
	}

	private List<Verdict> verdicts(int times) {
		return IntStream.range(0, times).mapToObj((i) -> this.limiter.check(CLIENT, ResponseKind.ANSWER, 1)).toList();
	}

	private static InetAddress address(String text) {
		try {
			return InetAddress.getByName(text);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
