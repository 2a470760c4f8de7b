package dev.torsion.cred.service;

import dev.torsion.cred.LiveLogins;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Ends the sessions of accounts on this node when they are changed.
 */
public final class SessionEnd {

	private final LiveLogins live;

	/**
	 * Creates the listener.
	 * @param live who is logged in
	 */
	public SessionEnd(LiveLogins live) {
		this.live = live;
	}

	/**
	 * An account has been changed, on this node or another. First of all listeners: one
	 * that fails keeps the event from those after it.
	 * @param event the change
	 */
	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	public void changed(AccountChangedEvent event) {
		if (event.change().isEndingSessions()) {
			this.live.end(event.name());
		}
	}

}
