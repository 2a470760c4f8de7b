package dev.torsion.words.web.wire;

import java.util.Collection;
import java.util.List;

import dev.torsion.words.Member;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.Stamp;

/**
 * What a command is answered by.
 */
public sealed interface Reply {

	/** It was done. */
	Reply DONE = new Done();

	/**
	 * It was done.
	 */
	record Done() implements Reply {

	}

	/**
	 * It was not done.
	 *
	 * @param code why, as programs know it
	 * @param message the same in English
	 */
	record Failed(String code, String message) implements Reply {

	}

	/**
	 * It was said.
	 *
	 * @param stamp its place in the conversation
	 */
	record Spoken(Stamp stamp) implements Reply {

	}

	/**
	 * It is in the room.
	 *
	 * @param room the room
	 * @param members who is in it
	 * @param marks what it has read
	 * @param said what was asked for of what was said
	 * @param more whether more was said than that
	 */
	record Entered(Room room, List<Member> members, Marks marks, List<RoomEvent> said, boolean more) implements Reply {

	}

	/**
	 * What an account has read of a room.
	 *
	 * @param last the sequence of what was said last, 0 if nothing was
	 * @param read the sequence up to which everything was read
	 * @param unread how many messages of others it has not read; not counted further than
	 * a limit
	 */
	record Marks(long last, long read, int unread) {

	}

	/**
	 * A part of what was said.
	 *
	 * @param room where
	 * @param said what, in order
	 * @param more whether there is more in the direction that was asked for
	 */
	record Said(Room room, List<RoomEvent> said, boolean more) implements Reply {

	}

	/**
	 * Who is in a room.
	 *
	 * @param room the room
	 * @param members who is in it
	 */
	record Members(Room room, List<Member> members) implements Reply {

	}

	/**
	 * Which rooms there are.
	 *
	 * @param rooms the rooms
	 * @param joined those of them that it is in
	 */
	record RoomList(Collection<Room> rooms, Collection<Room> joined) implements Reply {

	}

}
