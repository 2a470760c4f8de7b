package dev.torsion.mail.store.maildir.folder;

import java.util.concurrent.Callable;

import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Does what blocks, on the blocking pool. What has begun is carried through, whether or
 * not anybody still waits for it: interrupts would close files.
 *
 * @param loop the event loop, on which results are delivered
 */
public record Disk(EventLoop loop) {

	/**
	 * Does something.
	 * @param work what
	 * @param <T> what comes of it
	 * @return the same
	 */
	public <T> Mono<T> run(Callable<? extends @Nullable T> work) {
		return Mono.create((sink) -> this.loop.<T>blocking(work).subscribe(sink::success, sink::error, sink::success));
	}

}
