package dev.torsion.words.moderation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.torsion.words.moderation.Sanction.Kind;
import dev.torsion.words.moderation.Sanction.Target;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for sanctions wherever they are kept.
 */
public abstract class SanctionStoreContract {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Instant TIME = Instant.parse("2026-05-01T12:00:00.123Z");

	private static final Sanction MUTE = new Sanction("a1", Kind.MUTE, Target.ACCOUNT, "jos\u00e9", null, "", "op",
			TIME);

	private static final Sanction BAN = new Sanction("zzzzzzzzzzzzzzzz", Kind.BAN, Target.NETWORK,
			"2001:db8:1:2:3:4:5:0/112", TIME.plusSeconds(1), "r\u00e9ason \uD83D\uDE00".repeat(20), "b".repeat(500),
			TIME);

	/**
	 * The store, which is empty.
	 * @return the store
	 */
	protected abstract SanctionStore store();

	@Test
	void keepsAllOfASanction() {
		run(store().save(MUTE));
		run(store().save(BAN));
		assertThat(all()).containsExactlyInAnyOrder(MUTE, BAN);
	}

	@Test
	void keepsASanctionInThePlaceOfTheOneBefore() {
		run(store().save(MUTE));
		Sanction longer = new Sanction("a1", Kind.MUTE, Target.ACCOUNT, "jos\u00e9", TIME, "x", "other", TIME);
		run(store().save(longer));
		assertThat(all()).containsExactly(longer);
	}

	@Test
	void forgetsASanction() {
		run(store().save(MUTE));
		run(store().save(BAN));
		run(store().delete("a1"));
		run(store().delete("nothing"));
		assertThat(all()).containsExactly(BAN);
	}

	private List<Sanction> all() {
		List<Sanction> all = store().all().collectList().block(LIMIT);
		return (all != null) ? all : List.of();
	}

	private static void run(Mono<Void> change) {
		change.block(LIMIT);
	}

}
