package dev.torsion.words.websocket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The conversations of a path, of which there are never too many. For any thread.
 */
final class OpenConversations {

	private final Set<WebSocketConversation> all = ConcurrentHashMap.newKeySet();

	private final AtomicInteger number = new AtomicInteger();

	private final int most;

	OpenConversations(int most) {
		this.most = most;
	}

	boolean enter(WebSocketConversation conversation) {
		if (this.number.incrementAndGet() > this.most) {
			this.number.decrementAndGet();
			return false;
		}
		this.all.add(conversation);
		return true;
	}

	void leave(WebSocketConversation conversation) {
		if (this.all.remove(conversation)) {
			this.number.decrementAndGet();
		}
	}

	Set<WebSocketConversation> all() {
		return this.all;
	}

}
