package dev.torsion.words.web;

import dev.torsion.cred.service.AccountChangedEvent;
import dev.torsion.words.web.session.WebDoor;

import org.springframework.context.event.EventListener;

/**
 * Ends the pages of accounts that are changed. Those of users that the application keeps
 * elsewhere go on until they are closed.
 */
public final class PageEnd {

	private final WebDoor door;

	/**
	 * Creates the listener.
	 * @param door the door of pages
	 */
	public PageEnd(WebDoor door) {
		this.door = door;
	}

	/**
	 * An account has been changed, on this node or another.
	 * @param event the change
	 */
	@EventListener
	public void changed(AccountChangedEvent event) {
		if (event.change().isEndingSessions()) {
			this.door.end(event.name());
		}
	}

}
