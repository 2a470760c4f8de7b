package dev.torsion.words.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SerialExecutor}.
 */
class SerialExecutorTests {

	private final ManualLoop loop = new ManualLoop();

	private final LoopQueue queue = new LoopQueue(this.loop);

	private final List<Runnable> others = new ArrayList<>();

	private final SerialExecutor serial = new SerialExecutor(this.others::add);

	private final List<String> done = new ArrayList<>();

	private <T> Mono<T> call(Supplier<T> work) {
		return this.serial.call(work, this.queue);
	}

	@Test
	void doesATaskAtOnceWhereNothingElseIsDone() {
		call(() -> this.done.add("one"));
		assertThat(this.done).containsExactly("one");
	}

	@Test
	void doesATaskOfATaskAfterIt() {
		call(() -> {
			call(() -> this.done.add("inner"));
			return this.done.add("outer");
		});
		assertThat(this.done).containsExactly("outer", "inner");
	}

	@Test
	void hasTheResultAtOnceForACallerOnTheLoop() {
		List<String> results = new ArrayList<>();
		this.loop.onLoop(() -> {
			call(() -> "here").subscribe(results::add);
			assertThat(results).containsExactly("here");
		});
		call(() -> "there").subscribe(results::add);
		assertThat(results).containsExactly("here");
		this.loop.run();
		assertThat(results).containsExactly("here", "there");
	}

	@Test
	void handsFailuresToTheCallerAndGoesOn() {
		this.loop.onLoop(() -> {
			for (Throwable failure : List.of(new IllegalStateException("bad"), new AssertionError("worse"))) {
				Mono<String> failed = call(() -> {
					if (failure instanceof Error error) {
						throw error;
					}
					throw (RuntimeException) failure;
				});
				List<Throwable> failures = new ArrayList<>();
				failed.subscribe(null, failures::add);
				assertThat(failures).containsExactly(failure);
			}
			assertThat(call(() -> "fine").block()).isEqualTo("fine");
		});
	}

	@Test
	void leavesTheRestToOthersWhenACallerHasDoneItsShare() {
		AtomicInteger count = new AtomicInteger();
		call(() -> {
			for (int i = 0; i < 100; i++) {
				call(count::incrementAndGet);
			}
			return null;
		});
		assertThat(count).hasValue(63);
		assertThat(this.others).hasSize(1);
		call(count::incrementAndGet);
		assertThat(count).hasValue(63);
		this.others.remove(0).run();
		assertThat(count).hasValue(101);
		assertThat(this.others).isEmpty();
	}

	@Test
	void doesOneThingAtATimeForManyThreads() throws InterruptedException {
		SerialExecutor shared = new SerialExecutor((task) -> new Thread(task).start());
		CountDownLatch end = new CountDownLatch(4 * 5000);
		int[] unguarded = new int[1];
		for (int thread = 0; thread < 4; thread++) {
			new Thread(() -> {
				for (int i = 0; i < 5000; i++) {
					shared.call(() -> {
						unguarded[0]++;
						end.countDown();
						return null;
					}, this.queue);
				}
			}).start();
		}
		end.await();
		assertThat(unguarded[0]).isEqualTo(4 * 5000);
	}

}
