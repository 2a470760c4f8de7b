package dev.torsion.mail.pop3.session.maildrop;

import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadAhead}.
 */
class ReadAheadTests {

	private final ReadAheadSpace space = new ReadAheadSpace(100_000);

	@Test
	void readsAheadNoMoreThanThereIsSpaceFor() {
		ReadAhead ahead = new ReadAhead(this.space, 100, (number) -> 30_000, (number) -> Mono.just(List.of()));
		ReadAhead other = new ReadAhead(this.space, 100, (number) -> 30_000, (number) -> Mono.just(List.of()));
		ahead.fill(1);
		other.fill(1);
		assertThat(other.take(1)).isNull();
		assertThat(ahead.take(2)).isCompleted();
		other.fill(7);
		assertThat(other.take(8)).isCompleted();
		assertThat(other.take(9)).isNull();
		ahead.clear();
		assertThat(this.space.left()).isEqualTo(100_000);
	}

}
