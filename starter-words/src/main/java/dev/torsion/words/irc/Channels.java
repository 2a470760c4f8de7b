package dev.torsion.words.irc;

import dev.torsion.words.Role;
import org.jspecify.annotations.Nullable;

/**
 * How rooms and roles are written in IRC.
 */
public final class Channels {

	/** The prefixes of roles, the highest first. */
	public static final String PREFIXES = "@%+";

	/** The modes of roles, the highest first. */
	public static final String MODES = "ohv";

	private static final Role[] ROLES = { Role.OPERATOR, Role.HALF_OPERATOR, Role.VOICE };

	private Channels() {
	}

	/**
	 * The name of a room as a channel.
	 * @param room the name of the room
	 * @return the name of the channel
	 */
	public static String name(String room) {
		return "#" + room;
	}

	/**
	 * Whether something is a channel and no nickname.
	 * @param target the target of a command
	 * @return whether it is
	 */
	public static boolean isChannel(String target) {
		return !target.isEmpty() && target.charAt(0) == '#';
	}

	/**
	 * The room that a channel is.
	 * @param channel the name of the channel
	 * @return the name of the room, {@code null} if that is no channel
	 */
	public static @Nullable String room(String channel) {
		return isChannel(channel) ? channel.substring(1) : null;
	}

	/**
	 * The prefix of a role.
	 * @param role the role
	 * @return the prefix, empty for a plain member
	 */
	public static String prefix(Role role) {
		for (int i = 0; i < ROLES.length; i++) {
			if (ROLES[i] == role) {
				return PREFIXES.substring(i, i + 1);
			}
		}
		return "";
	}

	/**
	 * The mode of a role.
	 * @param role a role above a plain member
	 * @return the letter
	 */
	public static char mode(Role role) {
		for (int i = 0; i < ROLES.length; i++) {
			if (ROLES[i] == role) {
				return MODES.charAt(i);
			}
		}
		throw new IllegalArgumentException("A plain member has no mode");
	}

	/**
	 * The role of a mode or prefix.
	 * @param letter the letter of the mode, or the prefix
	 * @return the role, {@code null} if there is none
	 */
	public static @Nullable Role role(char letter) {
		int index = Math.max(MODES.indexOf(letter), PREFIXES.indexOf(letter));
		return (index >= 0) ? ROLES[index] : null;
	}

}
