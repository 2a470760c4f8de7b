package dev.torsion.words.listener;

import java.time.Duration;

import dev.torsion.mapping.ArgumentMismatchException;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * A method that listens to one room, and the bot that says what it returns.
 *
 * @param method the method
 * @param room the room
 * @param bot who says it
 * @param settings how methods listen
 */
record Listening(ListenerMethod method, Room room, Participant bot, ListenerSettings settings) {

	private static final Log logger = LogFactory.getLog(Listening.class);

	private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

	/**
	 * Begins to listen.
	 * @param end when there is nothing more to hear
	 * @return ends what the method does
	 */
	Disposable begin(Mono<Void> end) {
		Flux<RoomEvent> events = this.room.events().takeUntilOther(end).filter((event) -> event.origin() != this.bot);
		return (this.method.takesAll() ? all(events) : each(events)).subscribe(null,
				(ex) -> logger.error(this + " has ended", ex));
	}

	private Flux<Object> all(Flux<RoomEvent> events) {
		Retry again = Retry.backoff(Long.MAX_VALUE, FIRST_WAIT)
			.maxBackoff(LONGEST_WAIT)
			.transientErrors(true)
			.scheduler(this.settings.scheduler());
		return this.method.call(this.room, events)
			.concatMap(this::say)
			.onErrorComplete(ArgumentMismatchException.class)
			.doOnError((ex) -> logger.error(this + " has failed, and is called again", ex))
			.retryWhen(again);
	}

	private Flux<Object> each(Flux<RoomEvent> events) {
		return events.filter(this.method::takes)
			.flatMap((event) -> this.method.call(this.room, event)
				.concatMap(this::say)
				.onErrorComplete(ArgumentMismatchException.class)
				.onErrorResume((ex) -> {
					logger.error(this + " has failed", ex);
					return Flux.empty();
				}), this.settings.maxConcurrency());
	}

	/** What cannot be said is not worth that the method is called again. */
	private Publisher<Object> say(Object result) {
		return messages(result).concatMap((message) -> this.room.say(this.bot, message))
			.onErrorResume(RoomException.class, (ex) -> {
				logger.error("What " + this + " returns cannot be said: " + ex.getMessage());
				return Flux.empty();
			})
			.thenMany(Flux.empty());
	}

	private Flux<Message> messages(Object result) {
		if (result instanceof Message message) {
			return Flux.just(message);
		}
		return (result instanceof CharSequence text)
				? Flux.fromStream(() -> text.toString().lines().filter((line) -> !line.isBlank()).map(Message::of))
				: Flux.empty();
	}

	@Override
	public String toString() {
		return this.method + ", which listens to room '" + this.room.name() + "',";
	}

}
