package dev.torsion.mail.pop3.session.maildrop;

import java.nio.ByteBuffer;
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
		ReadAhead ahead = new ReadAhead(this.space, 100, (number) -> 30_000, ReadAheadTests::read);
		ReadAhead other = new ReadAhead(this.space, 100, (number) -> 30_000, ReadAheadTests::read);
		ahead.fill(1);
		other.fill(1);
		assertThat(other.take(1)).isNull();
		assertThat(ahead.take(2)).isCompletedWithValue(List.of(ByteBuffer.allocate(2)));
		other.fill(7);
		assertThat(other.take(8)).isCompleted();
		assertThat(other.take(9)).isNull();
		ahead.clear();
		assertThat(this.space.left()).isEqualTo(100_000);
	}

	private static Mono<List<List<ByteBuffer>>> read(List<Integer> numbers) {
		return Mono.just(numbers.stream().map((number) -> List.of(ByteBuffer.allocate(number))).toList());
	}

}
