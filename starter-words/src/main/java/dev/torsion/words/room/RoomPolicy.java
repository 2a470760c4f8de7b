package dev.torsion.words.room;

import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;

/**
 * What the application says to what participants want to do, beside the rules of the
 * room. Declare a bean of this type to have a say; all of them are asked. Called by any
 * thread; must not block.
 */
public interface RoomPolicy {

	/**
	 * Somebody is online from now on, or known by another name, account or host.
	 * @param participant who
	 * @throws dev.torsion.words.RoomException if it may not be: it is told the message,
	 * and ended
	 */
	default void online(Participant participant) {
	}

	/**
	 * Somebody wants to come in.
	 * @param room the room
	 * @param participant who
	 * @throws dev.torsion.words.RoomException if it may not
	 */
	default void join(Room room, Participant participant) {
	}

	/**
	 * Somebody wants to say something in a room, to put it differently or to set the
	 * topic, and the rules of the room let it.
	 * @param room the room
	 * @param participant who
	 * @param message what
	 * @return what is said in its place, itself if nothing is to be changed
	 * @throws dev.torsion.words.RoomException if it may not
	 */
	default Message say(Room room, Participant participant, Message message) {
		return message;
	}

	/**
	 * Something has happened in a room, and nobody has had anything against it. Called in
	 * the order in which things happen there, while others wait; must not fail.
	 * @param event what
	 */
	default void happened(RoomEvent event) {
	}

	/**
	 * Somebody wants to say something to another alone.
	 * @param participant who
	 * @param to to whom
	 * @param message what
	 * @return what is said in its place, itself if nothing is to be changed
	 * @throws dev.torsion.words.RoomException if it may not
	 */
	default Message whisper(Participant participant, Participant to, Message message) {
		return message;
	}

}
