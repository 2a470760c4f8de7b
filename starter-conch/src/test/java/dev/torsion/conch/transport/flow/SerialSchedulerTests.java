package dev.torsion.conch.transport.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netty.channel.embedded.EmbeddedChannel;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SerialScheduler} on a pool that runs what it is told when it is told.
 */
class SerialSchedulerTests {

	private final Queue<Runnable> pool = new ArrayDeque<>();

	private final EmbeddedChannel timers = new EmbeddedChannel();

	private final List<String> done = new ArrayList<>();

	private boolean full;

	private int rejected;

	private final Executor threads = (task) -> {
		if (this.full) {
			throw new RejectedExecutionException("full");
		}
		this.pool.add(task);
	};

	private final SerialScheduler scheduler = new SerialScheduler(Schedulers.fromExecutor(this.threads),
			this.timers.eventLoop(), () -> this.rejected++);

	@AfterEach
	void close() {
		this.timers.finishAndReleaseAll();
	}

	@Test
	void runsWhatComesByAnyWayInOneOrder() {
		Scheduler.Worker one = this.scheduler.createWorker();
		Scheduler.Worker other = this.scheduler.createWorker();
		one.schedule(() -> this.done.add("a"));
		this.scheduler.execute(() -> this.done.add("b"));
		other.schedule(() -> this.done.add("c"));
		this.scheduler.schedule(() -> this.done.add("d"));
		assertThat(this.pool).hasSize(1);
		runPool();
		assertThat(this.done).containsExactly("a", "b", "c", "d");
	}

	@Test
	void holdsNoThreadWhileThereIsNothingToDo() {
		this.scheduler.execute(() -> this.done.add("a"));
		runPool();
		assertThat(this.pool).isEmpty();
		this.scheduler.execute(() -> this.done.add("b"));
		assertThat(this.pool).hasSize(1);
		runPool();
		assertThat(this.done).containsExactly("a", "b");
	}

	@Test
	void goesOnAfterATaskForWhichThereWasTooLittleMemory() {
		this.scheduler.execute(() -> {
			throw new OutOfMemoryError("heap");
		});
		this.scheduler.execute(() -> this.done.add("a"));
		runPool();
		this.scheduler.execute(() -> this.done.add("b"));
		runPool();
		assertThat(this.done).containsExactly("a", "b");
		assertThat(this.rejected).isEqualTo(1);
	}

	@Test
	void triesAgainWhenThereCanBeNoMoreThreads() {
		SerialScheduler threadless = new SerialScheduler(Schedulers.fromExecutor((task) -> {
			if (this.rejected == 0) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			this.pool.add(task);
		}), this.timers.eventLoop(), () -> this.rejected++);
		threadless.execute(() -> this.done.add("a"));
		this.timers.advanceTimeBy(1, TimeUnit.SECONDS);
		this.timers.runScheduledPendingTasks();
		runPool();
		assertThat(this.done).containsExactly("a");
	}

	@Test
	void givesOthersTheirTurnAfterABatch() {
		for (int i = 0; i < SerialScheduler.BATCH + 1; i++) {
			this.scheduler.execute(() -> this.done.add("x"));
		}
		this.pool.remove().run();
		assertThat(this.done).hasSize(SerialScheduler.BATCH);
		assertThat(this.pool).hasSize(1);
		this.pool.remove().run();
		assertThat(this.done).hasSize(SerialScheduler.BATCH + 1);
		assertThat(this.pool).isEmpty();
	}

	@Test
	void tellsWhenThePoolIsFullAndTriesAgain() {
		this.full = true;
		this.scheduler.execute(() -> this.done.add("a"));
		this.scheduler.execute(() -> this.done.add("b"));
		assertThat(this.rejected).isEqualTo(1);
		this.timers.advanceTimeBy(1, TimeUnit.SECONDS);
		this.timers.runScheduledPendingTasks();
		assertThat(this.rejected).isGreaterThan(1);
		this.full = false;
		this.timers.advanceTimeBy(1, TimeUnit.SECONDS);
		this.timers.runScheduledPendingTasks();
		runPool();
		assertThat(this.done).containsExactly("a", "b");
	}

	@Test
	void goesOnAfterATaskThatFails() {
		this.scheduler.execute(() -> {
			throw new IllegalStateException("on purpose");
		});
		this.scheduler.execute(() -> this.done.add("a"));
		runPool();
		assertThat(this.done).containsExactly("a");
	}

	@Test
	void forgetsWhatWasCancelled() {
		Disposable task = this.scheduler.schedule(() -> this.done.add("a"));
		Scheduler.Worker worker = this.scheduler.createWorker();
		worker.schedule(() -> this.done.add("b"));
		task.dispose();
		worker.dispose();
		assertThat(task.isDisposed()).isTrue();
		runPool();
		assertThat(this.done).isEmpty();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> worker.schedule(() -> {
		}));
	}

	@Test
	void keepsTimeByTheEventLoop() {
		this.scheduler.schedule(() -> this.done.add("late"), 5, TimeUnit.SECONDS);
		this.timers.advanceTimeBy(4, TimeUnit.SECONDS);
		this.timers.runScheduledPendingTasks();
		assertThat(this.pool).isEmpty();
		this.timers.advanceTimeBy(1, TimeUnit.SECONDS);
		this.timers.runScheduledPendingTasks();
		runPool();
		assertThat(this.done).containsExactly("late");
	}

	@Test
	void isAThreadOfMinasOwn() {
		this.scheduler.execute(() -> this.done.add("" + ThreadUtils.isInternalThread()));
		runPool();
		assertThat(this.done).containsExactly("true");
		assertThat(ThreadUtils.isInternalThread()).isFalse();
	}

	@Test
	void servesReactorsOperators() {
		SerialScheduler real = new SerialScheduler(Schedulers.boundedElastic(), this.timers.eventLoop(), () -> {
		});
		assertThat(Flux.range(0, 10_000).publishOn(real).publishOn(real).count().block()).isEqualTo(10_000);
	}

	private void runPool() {
		for (Runnable task = this.pool.poll(); task != null; task = this.pool.poll()) {
			task.run();
		}
	}

}
