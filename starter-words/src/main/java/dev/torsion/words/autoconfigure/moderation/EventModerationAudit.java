package dev.torsion.words.autoconfigure.moderation;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.torsion.net.EventLoop;
import dev.torsion.words.moderation.audit.ModerationAudit;
import dev.torsion.words.moderation.audit.ModerationEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes who has done what as events of the application, where listeners may block.
 */
final class EventModerationAudit implements ModerationAudit {

	private static final Log logger = LogFactory.getLog(EventModerationAudit.class);

	private final ApplicationEventPublisher publisher;

	private final EventLoop loop;

	EventModerationAudit(ApplicationEventPublisher publisher, EventLoop loop) {
		this.publisher = publisher;
		this.loop = loop;
	}

	/** An application that ends may publish, and then have no loop to come back to. */
	@Override
	public void happened(ModerationEvent event) {
		AtomicBoolean published = new AtomicBoolean();
		this.loop.blocking(() -> {
			this.publisher.publishEvent(event);
			published.set(true);
			return null;
		}).subscribe(null, (ex) -> {
			if (!published.get()) {
				logger.error("Failed to publish who has done what", ex);
			}
		});
	}

}
