package dev.torsion.mail.store.maildir.disk;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Does what blocks, on the blocking pool. What has begun is carried through, whether or
 * not anybody still waits for it: interrupts would close files.
 *
 * @param loop the event loop, on which results are delivered
 */
public record Disk(EventLoop loop) {

	private static final Log logger = LogFactory.getLog(Disk.class);

	/** How often, and for how long, a full pool is asked again to clear up. */
	private static final int MAX_ATTEMPTS = 600;

	private static final Duration PAUSE = Duration.ofMillis(100);

	/**
	 * Does something.
	 * @param work what
	 * @param <T> what comes of it
	 * @return the same
	 */
	public <T> Mono<T> run(Callable<? extends @Nullable T> work) {
		return Mono.create((sink) -> this.loop.<T>blocking(work).subscribe(sink::success, sink::error, sink::success));
	}

	/**
	 * Clears up: nobody waits for that, but it must not be left undone because there is
	 * much to do.
	 * @param work what
	 */
	public void clearUp(Callable<?> work) {
		run(work)
			.retryWhen(Retry.fixedDelay(MAX_ATTEMPTS, PAUSE)
				.scheduler(this.loop.scheduler())
				.filter(RejectedExecutionException.class::isInstance))
			.subscribe(null, Disk::unheard);
	}

	private static void unheard(Throwable failure) {
		logger.debug("Nobody waits for what has failed", failure);
	}

}
