package dev.torsion.words.irc.client.session;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	@Test
	void letsABurstThroughAndThenOneAnInterval() {
		Pace pace = new Pace(3, Duration.ofSeconds(2));
		long now = -7 * SECOND;
		for (int i = 0; i < 3; i++) {
			assertThat(pace.take(now)).isZero();
		}
		assertThat(pace.take(now)).isEqualTo(2 * SECOND);
		assertThat(pace.take(now + SECOND)).isEqualTo(SECOND);
		assertThat(pace.take(now + 2 * SECOND)).isZero();
		assertThat(pace.take(now + 2 * SECOND)).isEqualTo(2 * SECOND);
	}

	@Test
	void letsABurstThroughAgainAfterAWhileAndNoMore() {
		Pace pace = new Pace(2, Duration.ofSeconds(1));
		pace.take(0);
		pace.take(0);
		long later = 1_000 * SECOND;
		assertThat(pace.take(later)).isZero();
		assertThat(pace.take(later)).isZero();
		assertThat(pace.take(later)).isPositive();
	}

	@Test
	void letsEverythingThroughWithoutAnInterval() {
		Pace pace = new Pace(1, Duration.ZERO);
		for (int i = 0; i < 1_000; i++) {
			assertThat(pace.take(i)).isZero();
		}
	}

}
