package dev.torsion.words;

import java.util.List;

/**
 * A protocol by which participants hear what happens. One object for all participants of
 * a protocol, so that it can turn an event into bytes once for many of them.
 */
public interface Door {

	/**
	 * Tells some participants what has happened. Called on the one event loop that they
	 * all have, in the order in which it has happened; must not block, or call into rooms
	 * other than by handing over to the loop.
	 * @param event what has happened
	 * @param audience who is told; who has caused it is among them
	 */
	void deliver(ChatEvent event, List<Participant> audience);

	/**
	 * What it is called where participants are listed.
	 * @return the name of its protocol
	 */
	default String name() {
		return getClass().getSimpleName();
	}

}
