package dev.torsion.web.content;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.torsion.net.EventLoop;
import reactor.core.publisher.Mono;

/**
 * Blocking work that nobody's cancellation interrupts. An interrupt in the middle of a
 * read closes the {@link java.nio.channels.FileChannel}, and that is shared with other
 * requests.
 */
public final class Uninterrupted {

	private Uninterrupted() {
	}

	/**
	 * Runs the work to its end.
	 * @param loop where blocking work is done
	 * @param work the work
	 * @param unwanted takes a result nobody waits for any more
	 * @param <T> the type of the result
	 * @return the result
	 */
	public static <T> Mono<T> run(EventLoop loop, Callable<T> work, Consumer<T> unwanted) {
		return Mono.create((sink) -> {
			AtomicBoolean settled = new AtomicBoolean();
			sink.onCancel(() -> settled.set(true));
			loop.<T>blocking(work).subscribe((result) -> {
				if (settled.compareAndSet(false, true)) {
					sink.success(result);
				}
				else {
					unwanted.accept(result);
				}
			}, sink::error, sink::success);
		});
	}

}
