package dev.torsion.words.moderation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.torsion.words.RoomException;
import dev.torsion.words.moderation.Sanction.Kind;
import dev.torsion.words.moderation.Sanction.Target;
import dev.torsion.words.moderation.Sanctions.Imposed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SanctionsTests {

	private final MemorySanctionStore store = new MemorySanctionStore();

	private Instant now = Instant.parse("2026-05-01T12:00:00Z");

	private final Clock clock = new Clock() {

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return SanctionsTests.this.now;
		}

	};

	private final Sanctions sanctions = new Sanctions(this.store, 10, this.clock);

	private Sanction impose(Kind kind, Target target, String subject, @Nullable Duration length) {
		Imposed imposed = this.sanctions.impose(new SanctionRequest(kind, target, subject, length, "spam", "op"));
		imposed.kept().block();
		return imposed.sanction();
	}

	@Test
	void mutesAnAccountHoweverItIsWritten() {
		Sanction mute = impose(Kind.MUTE, Target.ACCOUNT, "Joe\uFF21", null);
		assertThat(mute.subject()).isEqualTo("joea");
		assertThat(this.sanctions.mute(Visitor.of("x", "JOEa", null))).isEqualTo(mute);
		assertThat(this.sanctions.isMuted(Visitor.of("joea", null, null))).isFalse();
		assertThat(this.sanctions.isMuted(Visitor.of("joea", "joe", null))).isFalse();
		assertThat(this.sanctions.ban(null, "joea")).isNull();
	}

	@Test
	void bansNetworksOfBothFamilies() {
		impose(Kind.BAN, Target.NETWORK, "192.0.2.0/24", null);
		Sanction six = impose(Kind.BAN, Target.NETWORK, "2001:DB8:1::/64", null);
		impose(Kind.MUTE, Target.NETWORK, "198.51.100.7", null);
		assertThat(this.sanctions.ban(Visitor.address("192.0.2.200"), null)).isNotNull();
		assertThat(this.sanctions.ban(Visitor.address("192.0.3.1"), null)).isNull();
		assertThat(this.sanctions.ban(Visitor.address("2001:db8:1::9"), "joe")).isEqualTo(six);
		assertThat(this.sanctions.ban(Visitor.address("2001:db8:2::9"), "joe")).isNull();
		assertThat(this.sanctions.ban(Visitor.address("198.51.100.7"), null)).isNull();
		assertThat(this.sanctions.isMuted(Visitor.of("x", null, "198.51.100.7"))).isTrue();
		assertThat(this.sanctions.isMuted(Visitor.of("x", null, "198.51.100.8"))).isFalse();
	}

	@Test
	void endsByItself() {
		Sanction mute = impose(Kind.MUTE, Target.NETWORK, "192.0.2.0/24", Duration.ofMinutes(5));
		impose(Kind.MUTE, Target.ACCOUNT, "joe", Duration.ofMinutes(5));
		Visitor joe = Visitor.of("x", "joe", "192.0.2.1");
		assertThat(mute.text()).isEqualTo("You may not speak until 2026-05-01T12:05:00Z: spam");
		this.now = this.now.plusSeconds(299);
		assertThat(this.sanctions.isMuted(joe)).isTrue();
		this.now = this.now.plusSeconds(1);
		assertThat(this.sanctions.isMuted(joe)).isFalse();
		assertThat(this.sanctions.all()).isEmpty();
		assertThat(this.sanctions.lift(mute.id())).isNull();
		impose(Kind.BAN, Target.ACCOUNT, "other", null);
		assertThat(this.store.all().collectList().block()).hasSize(1);
	}

	@Test
	void findsTheLongerOfTwoNetworks() {
		impose(Kind.BAN, Target.NETWORK, "192.0.2.0/24", Duration.ofMinutes(5));
		Sanction longer = impose(Kind.BAN, Target.NETWORK, "192.0.0.0/16", null);
		this.now = this.now.plusSeconds(600);
		assertThat(this.sanctions.ban(Visitor.address("192.0.2.1"), null)).isEqualTo(longer);
	}

	@Test
	void putsASanctionInThePlaceOfTheOneThatConcernsTheSame() {
		Sanction first = impose(Kind.BAN, Target.ACCOUNT, "joe", Duration.ofMinutes(5));
		Sanction second = impose(Kind.BAN, Target.ACCOUNT, "JOE", null);
		assertThat(second.id()).isEqualTo(first.id());
		assertThat(this.sanctions.all()).containsExactly(second);
		assertThat(this.store.all().collectList().block()).containsExactly(second);
		assertThat(Objects.requireNonNull(this.sanctions.lift(first.id())).sanction()).isEqualTo(second);
		assertThat(this.sanctions.all()).isEmpty();
		assertThat(this.store.all().collectList().block()).isEmpty();
	}

	@Test
	void holdsNoMoreThanItMay() {
		for (int i = 0; i < 9; i++) {
			impose(Kind.BAN, Target.ACCOUNT, "joe" + i, null);
		}
		impose(Kind.BAN, Target.ACCOUNT, "short", Duration.ofMinutes(1));
		assertThatExceptionOfType(RoomException.class).isThrownBy(() -> impose(Kind.BAN, Target.ACCOUNT, "more", null))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RoomException.Reason.LIST_FULL));
		impose(Kind.BAN, Target.ACCOUNT, "joe0", Duration.ofDays(1));
		this.now = this.now.plusSeconds(60);
		impose(Kind.BAN, Target.ACCOUNT, "more", null);
		assertThat(this.sanctions.all()).hasSize(10);
	}

	@Test
	void bringsBackWhatIsKeptAndNotOver() {
		impose(Kind.BAN, Target.ACCOUNT, "short", Duration.ofMinutes(1));
		Sanction kept = impose(Kind.MUTE, Target.NETWORK, "192.0.2.1", null);
		this.now = this.now.plusSeconds(60);
		Sanctions another = new Sanctions(this.store, 10, this.clock);
		another.load().block();
		assertThat(another.all()).containsExactly(kept);
		assertThat(another.isMuted(Visitor.of("x", null, "192.0.2.1"))).isTrue();
		assertThat(this.store.all().collectList().block()).containsExactly(kept);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "any", "private", "joe", "192.0.2", "192.0.2.0/33", "192.0.2.0/", "2001:db8::/129",
			"::1%eth0", "10.0.0.1 10.0.0.2", "0x7f.1" })
	void takesNothingForANetworkThatIsNone(String subject) {
		assertThatIllegalArgumentException().isThrownBy(() -> impose(Kind.BAN, Target.NETWORK, subject, null));
	}

	@Test
	void takesNoRequestThatMakesNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> impose(Kind.BAN, Target.ACCOUNT, " ", null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> impose(Kind.BAN, Target.ACCOUNT, "joe", Duration.ofSeconds(-1)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> impose(Kind.BAN, Target.ACCOUNT, "joe", Duration.ofSeconds(Long.MAX_VALUE)));
		SanctionRequest request = new SanctionRequest(Kind.BAN, Target.ACCOUNT, "joe", null, "x".repeat(9999), "a\0b");
		assertThat(request.reason()).hasSize(500);
		assertThat(request.by()).isEqualTo("a b");
	}

	@Test
	void holdsThoughItCannotBeKept() {
		Sanctions unkept = new Sanctions(new SlowStore(Mono.error(new IllegalStateException("down"))), 10, this.clock);
		Imposed imposed = unkept.impose(new SanctionRequest(Kind.BAN, Target.ACCOUNT, "joe", null, "", "op"));
		assertThatIllegalStateException().isThrownBy(() -> imposed.kept().block()).withMessage("down");
		assertThat(unkept.ban(null, "joe")).isNotNull();
		assertThatIllegalStateException()
			.isThrownBy(() -> Objects.requireNonNull(unkept.lift(imposed.sanction().id())).kept().block());
		assertThat(unkept.ban(null, "joe")).isNull();
	}

	@Test
	void keepsInTheOrderInWhichItIsToldWhateverTheStoreTakes() {
		Sinks.Empty<Void> gate = Sinks.empty();
		SlowStore slow = new SlowStore(gate.asMono());
		Sanctions slowly = new Sanctions(slow, 10, this.clock);
		Imposed imposed = slowly.impose(new SanctionRequest(Kind.BAN, Target.ACCOUNT, "joe", null, "", "op"));
		Imposed lifted = Objects.requireNonNull(slowly.lift(imposed.sanction().id()));
		var kept = lifted.kept().toFuture();
		assertThat(slow.begun).containsExactly("save");
		assertThat(kept).isNotDone();
		gate.tryEmitEmpty();
		assertThat(slow.begun).containsExactly("save", "delete");
		assertThat(kept).isCompleted();
	}

	private static final class SlowStore implements SanctionStore {

		private final List<String> begun = new ArrayList<>();

		private final Mono<Void> outcome;

		SlowStore(Mono<Void> outcome) {
			this.outcome = outcome;
		}

		@Override
		public Flux<Sanction> all() {
			return Flux.empty();
		}

		@Override
		public Mono<Void> save(Sanction sanction) {
			return this.outcome.doOnSubscribe((subscription) -> this.begun.add("save"));
		}

		@Override
		public Mono<Void> delete(String id) {
			return this.outcome.doOnSubscribe((subscription) -> this.begun.add("delete"));
		}

	}

}
