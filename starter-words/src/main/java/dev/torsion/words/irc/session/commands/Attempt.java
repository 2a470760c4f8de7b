package dev.torsion.words.irc.session.commands;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

import dev.torsion.words.RoomException;
import reactor.core.publisher.Mono;

/**
 * Something that a room may refuse. What is settled already, as nearly everything is, is
 * looked at and not subscribed to, so that many commands after one another cost no chain
 * of operators each.
 */
final class Attempt {

	private Attempt() {
	}

	/**
	 * Waits for it.
	 * @param attempt what is attempted
	 * @param refused told why it is refused, if it is
	 * @return completes when it is done or refused; the shared empty one if it is already
	 */
	static Mono<Void> of(Mono<?> attempt, Consumer<RoomException> refused) {
		if (attempt instanceof Callable<?> settled) {
			try {
				settled.call();
			}
			catch (RoomException ex) {
				refused.accept(ex);
			}
			catch (Exception ex) {
				return Mono.error(ex);
			}
			return Mono.empty();
		}
		return attempt.then().onErrorResume(RoomException.class, (ex) -> {
			refused.accept(ex);
			return Mono.empty();
		});
	}

	/**
	 * One thing after another.
	 * @param first what comes first
	 * @param next what comes next
	 * @return completes when both are done
	 */
	static Mono<Void> then(Mono<Void> first, Runnable next) {
		if (first == Mono.<Void>empty()) {
			next.run();
			return first;
		}
		return first.then(Mono.fromRunnable(next));
	}

}
