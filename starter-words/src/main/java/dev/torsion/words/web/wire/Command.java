package dev.torsion.words.web.wire;

import org.jspecify.annotations.Nullable;

/**
 * What a page wants.
 */
public sealed interface Command {

	/**
	 * Comes into a room.
	 *
	 * @param room the room
	 * @param key the word that it knows, {@code null} for none
	 * @param since the sequence after which it has to be told what was said, {@code null}
	 * if it does not say so
	 * @param last how many of the last messages it wants, if it does not say since when
	 */
	record Join(String room, @Nullable String key, @Nullable Long since, int last) implements Command {

	}

	/**
	 * Leaves a room.
	 *
	 * @param room the room
	 * @param reason why, empty if it does not say so
	 */
	record Part(String room, String reason) implements Command {

	}

	/**
	 * Says something.
	 *
	 * @param room where
	 * @param text what
	 * @param notice whether no program may answer
	 */
	record Say(String room, String text, boolean notice) implements Command {

	}

	/**
	 * Is about to say something.
	 *
	 * @param room where
	 * @param active whether it still is
	 */
	record Typing(String room, boolean active) implements Command {

	}

	/**
	 * Puts differently what it has said.
	 *
	 * @param room where
	 * @param message the identifier
	 * @param text what it says now
	 */
	record Edit(String room, String message, String text) implements Command {

	}

	/**
	 * Makes that something is seen no more.
	 *
	 * @param room where
	 * @param message the identifier
	 * @param reason why, empty if it does not say so
	 */
	record Redact(String room, String message, String reason) implements Command {

	}

	/**
	 * Says what a room is about.
	 *
	 * @param room the room
	 * @param text the topic, empty for nothing
	 */
	record SetTopic(String room, String text) implements Command {

	}

	/**
	 * Asks what was said.
	 *
	 * @param room where
	 * @param after the sequence after which, {@code null} for from the beginning
	 * @param before the sequence before which, {@code null} for to the end
	 * @param limit how many at most
	 */
	record History(String room, @Nullable Long after, @Nullable Long before, int limit) implements Command {

	}

	/**
	 * Asks who is in a room.
	 *
	 * @param room the room
	 */
	record ListMembers(String room) implements Command {

	}

	/**
	 * Asks which rooms there are.
	 */
	record ListRooms() implements Command {

	}

	/**
	 * Says something to one participant alone.
	 *
	 * @param to the nickname
	 * @param text what
	 */
	record Whisper(String to, String text) implements Command {

	}

	/**
	 * Is away, or back.
	 *
	 * @param text why it is away, empty if it is back
	 */
	record Away(String text) implements Command {

	}

	/**
	 * Has read a room.
	 *
	 * @param room the room
	 * @param sequence up to here
	 */
	record Read(String room, long sequence) implements Command {

	}

}
