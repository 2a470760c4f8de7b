package dev.torsion.words.loop;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;

import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * An event loop that does what it has to do when the test says so.
 */
final class ManualLoop implements EventLoop {

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final Scheduler scheduler = Schedulers.fromExecutor(this.tasks::add);

	private boolean current;

	/** Does what there is to do, on the loop. */
	void run() {
		onLoop(() -> {
			for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
				task.run();
			}
		});
	}

	/** Does something on the loop now. */
	void onLoop(Runnable work) {
		this.current = true;
		try {
			work.run();
		}
		finally {
			this.current = false;
		}
	}

	int waiting() {
		return this.tasks.size();
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
	}

	@Override
	public boolean isCurrent() {
		return this.current;
	}

	@Override
	public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
		return Mono.fromCallable(work);
	}

	@Override
	public Scheduler scheduler() {
		return this.scheduler;
	}

}
