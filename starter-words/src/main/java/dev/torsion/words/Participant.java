package dev.torsion.words;

import java.net.InetAddress;

import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is online under a nickname: one conversation of a person with the server,
 * by whatever door, or a part of the application. Two are the same if they are the same
 * object. Its methods may be called by any thread.
 */
public interface Participant {

	/**
	 * How it is known at this moment. Changed through {@link Participants} only.
	 * @return the profile
	 */
	Profile profile();

	/**
	 * Takes over a changed profile. Called by {@link Participants}, before others hear of
	 * it.
	 * @param profile the profile
	 */
	void setProfile(Profile profile);

	/**
	 * The door it has come in by, which tells it what happens.
	 * @return the door
	 */
	Door door();

	/**
	 * The loop on which its door is called for it.
	 * @return the loop
	 */
	EventLoop eventLoop();

	/**
	 * Where it really comes from, for bans of networks.
	 * @return the address, {@code null} if it comes from nowhere
	 */
	default @Nullable InetAddress address() {
		return null;
	}

	/**
	 * Ends its conversation, because somebody has decided so: its door tells it why and
	 * closes the connection. Its presence is ended by whoever calls this. Called by any
	 * thread, and sometimes by its own loop in the middle of something, so that doors
	 * hand it to the loop. Does nothing for a part of the application.
	 * @param reason why, for it to read
	 */
	default void remove(String reason) {
	}

	/**
	 * Whether its account has a role.
	 * @param role the role, without {@code ROLE_}
	 * @return whether it has
	 */
	default boolean hasRole(String role) {
		return false;
	}

	/**
	 * Whether it is above the rules of rooms, as an operator of the server and the
	 * application itself are.
	 * @return whether it is
	 */
	default boolean isOperator() {
		return false;
	}

}
