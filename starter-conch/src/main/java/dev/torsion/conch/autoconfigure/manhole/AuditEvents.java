package dev.torsion.conch.autoconfigure.manhole;

import dev.torsion.conch.manhole.ManholeAudit;
import dev.torsion.conch.manhole.ManholeEvent;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what is done in the manhole as audit events, which the actuator's repository
 * keeps. Listeners are called before this returns, and what they throw keeps the snippet
 * from running, unless the application has its events published by other threads.
 */
final class AuditEvents implements ManholeAudit {

	private final ApplicationEventPublisher events;

	AuditEvents(ApplicationEventPublisher events) {
		this.events = events;
	}

	@Override
	public void keep(ManholeEvent event) {
		this.events
			.publishEvent(new AuditApplicationEvent(event.time(), event.principal(), event.type(), event.data()));
	}

}
