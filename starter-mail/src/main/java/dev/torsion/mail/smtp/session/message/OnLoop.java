package dev.torsion.mail.smtp.session.message;

import java.util.concurrent.Callable;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Comes back to the event loop from wherever others have gone.
 */
public final class OnLoop {

	private OnLoop() {
	}

	/**
	 * Goes on where sessions live.
	 * @param <T> the type of the result
	 * @param result what others have promised
	 * @param loop the event loop of the connection
	 * @return the same on the loop; at once, if it is there already
	 */
	public static <T> Mono<T> of(Mono<T> result, Scheduler loop) {
		return (result instanceof Callable) ? result : result.publishOn(loop);
	}

}
