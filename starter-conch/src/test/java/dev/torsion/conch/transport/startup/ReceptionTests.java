package dev.torsion.conch.transport.startup;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.torsion.conch.connection.ConnectionOutcome;
import dev.torsion.net.ConnectionError;
import dev.torsion.net.address.AddressRanges;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Reception}, whose time stands still until it is moved.
 */
class ReceptionTests {

	private static final InetSocketAddress ANN = new InetSocketAddress("192.0.2.1", 1234);

	private static final InetSocketAddress BOB = new InetSocketAddress("192.0.2.2", 1234);

	private long now;

	@Test
	void refusesNobodyBelowTheStart() {
		Reception reception = reception("10:30:100", 10, 0, "");
		assertThat(begun(reception, ANN, 10)).hasSize(10);
		assertThat(reception.visitors()).isEqualTo(10);
	}

	@Test
	void refusesMoreAndMoreFromTheStartOnAndAllWhenItIsFull() {
		MaxStartups limits = MaxStartups.parse("10:30:100");
		assertThat(limits.refusedOf100(9)).isZero();
		assertThat(limits.refusedOf100(10)).isEqualTo(30);
		assertThat(limits.refusedOf100(55)).isEqualTo(65);
		assertThat(limits.refusedOf100(99)).isEqualTo(99);
		assertThat(limits.refusedOf100(100)).isEqualTo(100);
		Reception reception = reception("10:30:20", 1000, 0, "");
		assertThat(begun(reception, ANN, 1000)).hasSize(20);
		assertThat(reception.receive(BOB).refusal()).satisfies((refusal) -> {
			assertThat(refusal.words()).isEqualTo("Exceeded MaxStartups");
			assertThat(refusal.error()).isEqualTo(ConnectionError.TOO_MANY_CONNECTIONS);
		});
	}

	@Test
	void readsLimitsAsSshdDoes() {
		assertThat(MaxStartups.parse("10:30:100")).isEqualTo(new MaxStartups(10, 30, 100)).hasToString("10:30:100");
		assertThat(MaxStartups.parse("7")).isEqualTo(new MaxStartups(7, 100, 7));
		for (String wrong : List.of("", "10:30", "10:101:100", "0:30:100", "100:30:10", "a:b:c", "10:-1:20")) {
			assertThatIllegalArgumentException().isThrownBy(() -> MaxStartups.parse(wrong));
		}
	}

	@Test
	void letsOneSourceHaveOnlySoManyConnectionsWithoutALogin() {
		Reception reception = reception("10:30:100", 3, 0, "");
		List<Visit> visits = begun(reception, ANN, 20);
		assertThat(visits).hasSize(3);
		assertThat(reception.receive(BOB).refusal()).isNull();
		visits.get(0).loggedIn();
		assertThat(reception.receive(ANN).refusal()).isNull();
		visits.get(1).ended(ConnectionOutcome.NOT_TRIED);
		assertThat(reception.receive(ANN).refusal()).isNull();
		assertThat(reception.receive(ANN).refusal()).isNotNull();
	}

	@Test
	void takesTheAddressesOfOneIpv6NetworkForOneSource() {
		Reception reception = reception("10:30:100", 1, 0, "");
		assertThat(reception.receive(new InetSocketAddress("2001:db8::1", 1)).refusal()).isNull();
		assertThat(reception.receive(new InetSocketAddress("2001:db8::2", 1)).refusal()).isNotNull();
		assertThat(reception.receive(new InetSocketAddress("2001:db8:0:1::1", 1)).refusal()).isNull();
	}

	@Test
	void freesAPlaceOnceHoweverOftenItIsTold() {
		Reception reception = reception("10:30:100", 10, 0, "");
		Visit visit = reception.receive(ANN);
		visit.loggedIn();
		visit.ended(ConnectionOutcome.CRASHED);
		visit.ended(ConnectionOutcome.CRASHED);
		assertThat(reception.visitors()).isZero();
		assertThat(reception.receive(ANN).refusal()).isNull();
	}

	@Test
	void makesASourceWaitWhenItsPenaltiesComeToTheLeastThatCounts() {
		Reception reception = reception("10:30:100", 10, 0, "");
		fail(reception, ANN, ConnectionOutcome.FAILED);
		fail(reception, ANN, ConnectionOutcome.UNKNOWN_ACCOUNT);
		assertThat(reception.receive(ANN).refusal()).isNull();
		fail(reception, ANN, ConnectionOutcome.FAILED);
		assertThat(reception.receive(ANN).refusal()).satisfies((refusal) -> {
			assertThat(refusal.words()).isEqualTo("Not allowed at this time");
			assertThat(refusal.error()).isEqualTo(ConnectionError.TOO_MANY_FROM_ADDRESS);
		});
		assertThat(reception.receive(BOB).refusal()).isNull();
		advance(Duration.ofSeconds(14));
		assertThat(reception.receive(ANN).refusal()).isNotNull();
		advance(Duration.ofSeconds(1));
		assertThat(reception.receive(ANN).refusal()).isNull();
	}

	@Test
	void makesASourceWaitAtOnceForACrash() {
		Reception reception = reception("10:30:100", 10, 0, "");
		fail(reception, ANN, ConnectionOutcome.CRASHED);
		advance(Duration.ofSeconds(89));
		assertThat(reception.receive(ANN).refusal()).isNotNull();
		advance(Duration.ofSeconds(1));
		assertThat(reception.receive(ANN).refusal()).isNull();
	}

	@Test
	void letsNobodyWaitForLongerThanTheMost() {
		SourcePenalties penalties = new SourcePenalties(Penalties.DEFAULTS, () -> this.now);
		for (int i = 0; i < 100; i++) {
			penalties.add(ANN, ConnectionOutcome.CRASHED);
		}
		advance(Duration.ofSeconds(599));
		assertThat(penalties.counts(ANN)).isTrue();
		advance(Duration.ofSeconds(1));
		assertThat(penalties.counts(ANN)).isFalse();
		assertThat(penalties.size()).isZero();
	}

	@Test
	void keepsPenaltiesOfSoManySourcesAndForgetsTheOldest() {
		Penalties few = new Penalties(Duration.ofSeconds(15), Duration.ZERO, Duration.ZERO, Duration.ZERO,
				Duration.ZERO, Duration.ZERO, Duration.ofSeconds(15), Duration.ofSeconds(60), 2);
		SourcePenalties penalties = new SourcePenalties(few, () -> this.now);
		penalties.add("a", ConnectionOutcome.FAILED);
		penalties.add("b", ConnectionOutcome.FAILED);
		penalties.add("a", ConnectionOutcome.FAILED);
		penalties.add("c", ConnectionOutcome.FAILED);
		assertThat(penalties.counts("a")).isTrue();
		assertThat(penalties.counts("b")).isFalse();
		assertThat(penalties.counts("c")).isTrue();
		assertThat(penalties.size()).isEqualTo(2);
	}

	@Test
	void penalisesNobodyWhoIsExempt() {
		Reception reception = reception("10:30:100", 1, 1, "192.0.2.0/31");
		for (int i = 0; i < 5; i++) {
			fail(reception, ANN, ConnectionOutcome.CRASHED);
		}
		assertThat(begun(reception, ANN, 5)).hasSize(5);
		assertThat(begun(reception, BOB, 5)).hasSize(1);
	}

	@Test
	void letsOneSourceConnectOnlySoOftenInASecond() {
		Reception reception = reception("1000:30:1000", 1000, 10, "");
		assertThat(begun(reception, ANN, 30)).hasSize(10);
		assertThat(begun(reception, BOB, 30)).hasSize(10);
		advance(Duration.ofMillis(500));
		assertThat(begun(reception, ANN, 30)).hasSize(5);
		advance(Duration.ofSeconds(60));
		assertThat(begun(reception, ANN, 30)).hasSize(10);
	}

	@Test
	void knowsNoSourceOfWhoHasNoAddress() {
		Reception reception = reception("10:30:100", 1, 1, "");
		fail(reception, null, ConnectionOutcome.CRASHED);
		assertThat(reception.receive(null).refusal()).isNull();
		assertThat(reception.receive(null).refusal()).isNull();
	}

	private Reception reception(String startups, int perSource, int perSecond, String exempt) {
		return new Reception(
				new StartupLimits(MaxStartups.parse(startups), perSource, perSecond, Penalties.DEFAULTS,
						AddressRanges.of("exempt", exempt.isEmpty() ? List.of() : List.of(exempt))),
				new Random(1), () -> this.now);
	}

	private static List<Visit> begun(Reception reception, InetSocketAddress from, int tries) {
		List<Visit> begun = new ArrayList<>();
		for (int i = 0; i < tries; i++) {
			Visit visit = reception.receive(from);
			if (visit.refusal() == null) {
				begun.add(visit);
			}
		}
		return begun;
	}

	private static void fail(Reception reception, @Nullable InetSocketAddress from, ConnectionOutcome outcome) {
		reception.receive(from).ended(outcome);
	}

	private void advance(Duration time) {
		this.now += time.toNanos();
	}

}
