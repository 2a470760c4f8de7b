package dev.torsion.words.irc.client.live;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.torsion.words.irc.client.IrcEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Tells events to those who are there. Who does not keep up misses the oldest, and keeps
 * nobody else waiting.
 */
final class EventHub {

	private static final Log logger = LogFactory.getLog(EventHub.class);

	/** Two connections tell at the same time only while a client is started anew. */
	private static final Sinks.EmitFailureHandler IN_TURN = Sinks.EmitFailureHandler
		.busyLooping(Duration.ofMillis(100));

	private final String name;

	private final int maxBehind;

	private final Sinks.Many<IrcEvent> sink = Sinks.many().multicast().directBestEffort();

	private final AtomicBoolean warned = new AtomicBoolean();

	EventHub(String name, int maxBehind) {
		this.name = name;
		this.maxBehind = maxBehind;
	}

	void tell(IrcEvent event) {
		if (this.sink.currentSubscriberCount() > 0) {
			this.sink.emitNext(event, IN_TURN);
		}
	}

	Flux<IrcEvent> events() {
		return this.sink.asFlux()
			.onBackpressureBuffer(this.maxBehind, (missed) -> missed(), BufferOverflowStrategy.DROP_OLDEST);
	}

	private void missed() {
		if (this.warned.compareAndSet(false, true)) {
			logger.warn(this.name + ": a subscriber is more than " + this.maxBehind
					+ " events behind, and misses the oldest");
		}
	}

	void end() {
		this.sink.emitComplete(IN_TURN);
	}

}
