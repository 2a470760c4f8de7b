package dev.torsion.words.room;

import dev.torsion.words.ChatEvent;

/**
 * Tells other nodes what they have to hear. By default there is no other node. Called in
 * the order in which things happen in a room, after they were handed to the history; must
 * not block.
 */
public interface ChatBus {

	/** There is no other node. */
	ChatBus NONE = (event) -> {
	};

	/**
	 * Something has happened here.
	 * @param event what
	 */
	void tell(ChatEvent event);

}
