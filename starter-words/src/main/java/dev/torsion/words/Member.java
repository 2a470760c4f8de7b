package dev.torsion.words;

import java.util.Set;

/**
 * A participant in a room.
 *
 * @param participant who it is
 * @param roles what it is beside a member, in the order of {@link Role}; empty for most
 */
public record Member(Participant participant, Set<Role> roles) {

	/**
	 * The highest role.
	 * @return the role, {@link Role#MEMBER} if it has no other
	 */
	public Role highest() {
		Role highest = Role.MEMBER;
		for (Role role : this.roles) {
			highest = (role.compareTo(highest) > 0) ? role : highest;
		}
		return highest;
	}

	/**
	 * Whether a role is among its own, or below one of them.
	 * @param role the role
	 * @return whether it is
	 */
	public boolean isAtLeast(Role role) {
		return highest().compareTo(role) >= 0;
	}

}
