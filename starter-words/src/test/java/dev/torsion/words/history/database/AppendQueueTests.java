package dev.torsion.words.history.database;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.net.test.VirtualEventLoop;
import dev.torsion.words.Profile;
import dev.torsion.words.Stamp;
import dev.torsion.words.history.HistoryEntry;
import dev.torsion.words.history.HistoryEntry.Kind;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

class AppendQueueTests {

	private static final Profile BY = new Profile("n", "u", "h", "", null, null, false);

	private final VirtualEventLoop loop = new VirtualEventLoop();

	private final List<List<Long>> batches = new ArrayList<>();

	private final List<Sinks.One<Integer>> writes = new ArrayList<>();

	private final AppendQueue queue = new AppendQueue(this::write, 2000, this.loop.scheduler());

	private long last;

	private Mono<Integer> write(List<HistoryEntry> entries) {
		this.batches.add(entries.stream().map((entry) -> entry.stamp().sequence()).toList());
		Sinks.One<Integer> write = Sinks.one();
		this.writes.add(write);
		return write.asMono();
	}

	private void written(int lost) {
		this.writes.get(this.writes.size() - 1).tryEmitValue(lost);
	}

	private Mono<Void> add(int count) {
		Mono<Void> result = Mono.empty();
		for (int i = 0; i < count; i++) {
			this.last++;
			result = this.queue.add(new HistoryEntry("#room", new Stamp("x-" + this.last, this.last, Instant.EPOCH),
					Kind.TEXT, BY, "", "", Map.of(), null));
		}
		return result;
	}

	@Test
	void writesAfterAWhileWhatHasComeUntilThen() {
		add(1);
		this.loop.advance(Duration.ofMillis(9));
		add(2);
		assertThat(this.batches).isEmpty();
		this.loop.advance(Duration.ofMillis(1));
		assertThat(this.batches).containsExactly(List.of(1L, 2L, 3L));
		add(1);
		this.loop.advance(Duration.ofSeconds(1));
		assertThat(this.batches).hasSize(1);
		written(0);
		this.loop.advance(Duration.ofMillis(10));
		assertThat(this.batches).hasSize(2).last().isEqualTo(List.of(4L));
	}

	@Test
	void writesAtOnceWhenThereIsABatch() {
		add(499);
		assertThat(this.batches).isEmpty();
		add(600);
		assertThat(this.batches).singleElement().satisfies((batch) -> assertThat(batch).hasSize(500));
		written(0);
		assertThat(this.batches).hasSize(2)
			.last()
			.satisfies((batch) -> assertThat(batch).hasSize(500).first().isEqualTo(501L));
		written(0);
		assertThat(this.batches).hasSize(2);
		this.loop.advance(Duration.ofMillis(10));
		assertThat(this.batches).hasSize(3).last().satisfies((batch) -> assertThat(batch).hasSize(99));
	}

	@Test
	void makesWaitWhoAppendsMoreThanIsWritten() {
		assertThat(add(1000)).isSameAs(Mono.<Void>empty());
		AtomicInteger relieved = new AtomicInteger();
		add(1).subscribe(null, null, relieved::incrementAndGet);
		add(1).subscribe(null, null, relieved::incrementAndGet);
		written(0);
		assertThat(relieved).hasValue(0);
		written(0);
		assertThat(relieved).hasValue(2);
		assertThat(add(1)).isSameAs(Mono.<Void>empty());
	}

	@Test
	void losesWhatThereIsNoRoomForAndCountsIt() {
		add(2003);
		assertThat(this.queue.waiting()).isEqualTo(2000);
		assertThat(this.queue.lost()).isEqualTo(3);
		written(0);
		add(1);
		written(0);
		written(0);
		written(7);
		this.loop.advance(Duration.ofMillis(10));
		assertThat(this.batches).hasSize(5).last().isEqualTo(List.of(2004L));
		assertThat(this.queue.lost()).isEqualTo(10);
	}

	@Test
	void tellsWhenWhatWasAddedBeforeIsWritten() {
		assertThat(this.queue.flush().toFuture()).isCompleted();
		add(3);
		var first = this.queue.flush().toFuture();
		assertThat(this.batches).containsExactly(List.of(1L, 2L, 3L));
		add(1);
		var second = this.queue.flush().toFuture();
		assertThat(first).isNotDone();
		written(0);
		assertThat(first).isCompleted();
		assertThat(second).isNotDone();
		assertThat(this.batches).hasSize(2);
		written(0);
		assertThat(second).isCompleted();
	}

	@Test
	void triesAgainAfterAFailureAndMakesNobodyWaitMeanwhile() {
		AtomicInteger relieved = new AtomicInteger();
		add(1500).subscribe(null, null, relieved::incrementAndGet);
		var flushed = this.queue.flush().toFuture();
		this.writes.get(0).tryEmitError(new IllegalStateException("down"));
		assertThat(relieved).hasValue(1);
		assertThat(flushed).isCompleted();
		assertThat(add(100)).isSameAs(Mono.<Void>empty());
		assertThat(this.batches).hasSize(1);
		this.loop.advance(Duration.ofMillis(999));
		assertThat(this.batches).hasSize(1);
		this.loop.advance(Duration.ofMillis(1));
		assertThat(this.batches).hasSize(2);
		assertThat(this.batches.get(1)).isEqualTo(this.batches.get(0));
		written(0);
		assertThat(this.batches).hasSize(3);
		assertThat(this.queue.lost()).isZero();
	}

}
