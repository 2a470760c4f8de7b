package dev.torsion.words;

import java.util.Collection;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The rooms of the server. Safe to use from any thread.
 */
public interface Rooms {

	/**
	 * A room that there is.
	 * @param name its name in upper or lower case, without the {@code #} of IRC
	 * @return the room, {@code null} if there is none
	 */
	@Nullable Room find(String name);

	/**
	 * All rooms that there are at this moment.
	 * @return the rooms
	 */
	Collection<Room> all();

	/**
	 * The rooms that somebody is in.
	 * @param participant who
	 * @return the rooms, in the order in which it has come in
	 */
	Collection<Room> of(Participant participant);

	/**
	 * The rooms that somebody is invited to and has not come into since.
	 * @param participant who
	 * @return the rooms, the first invitation first
	 */
	Collection<Room> invitations(Participant participant);

	/**
	 * Comes into a room, which is made if there is none and the participant may make one;
	 * it is an operator then. Fails as {@link Room#join} does.
	 * @param name the name of the room
	 * @param participant who comes in
	 * @param key the word that it knows, {@code null} for none
	 * @return the room
	 */
	Mono<Room> join(String name, Participant participant, @Nullable String key);

	/**
	 * Makes a room that stays when everybody has left it, or finds it, as the
	 * application.
	 * @param name its name, without the {@code #} of IRC
	 * @return the room
	 */
	Mono<Room> open(String name);

	/**
	 * The application as one who says things and sets rules, above all of them.
	 * @return the participant, who has the name of the server and hears nothing
	 */
	Participant application();

}
