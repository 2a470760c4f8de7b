package dev.torsion.words.room;

import java.time.Instant;

import dev.torsion.words.RoomEvent;
import dev.torsion.words.Stamp;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.loop.Feed;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What happens in a room: numbered, kept, and told to other nodes and to listeners of the
 * application. Written by one thread at a time.
 */
final class RoomRecord {

	private static final Log logger = LogFactory.getLog(RoomRecord.class);

	private final RoomContext context;

	private final RoomHistory history;

	private final Stamps stamps;

	private final Feed<RoomEvent> events;

	private volatile Mono<Void> kept = Mono.empty();

	RoomRecord(RoomContext context, RoomHistory history, Conversation conversation) {
		this.context = context;
		this.history = history;
		this.stamps = new Stamps(conversation, context.clock());
		this.events = new Feed<>(context.settings().eventBuffer(), context.listeners());
	}

	Stamp next() {
		return this.stamps.next();
	}

	Instant now() {
		return this.stamps.now();
	}

	long sequence(String identifier) {
		return this.stamps.sequence(identifier);
	}

	/** What fails here must not keep those who are there from being told. */
	void add(RoomEvent event) {
		try {
			this.kept = this.history.keep(event);
			this.context.policies().forEach((policy) -> policy.happened(event));
			this.context.bus().tell(event);
		}
		catch (RuntimeException ex) {
			logger.error("Failed to keep what has happened in room '" + event.room().name() + "'", ex);
		}
		this.events.tell(event);
	}

	/**
	 * When there is room to keep more.
	 * @return completes at once, unless the history does not keep up
	 */
	Mono<Void> kept() {
		return this.kept;
	}

	Flux<RoomEvent> events() {
		return this.events.events();
	}

	void end() {
		this.events.end();
	}

}
