package dev.torsion.words.irc.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Who the client wants to be.
 *
 * @param nick the nickname; if somebody else has it, it is taken as soon as it is seen to
 * be free
 * @param alternates what it takes if somebody has that one, in this order; after them the
 * nickname with something behind it
 * @param user the name of the user
 * @param realName a text of its own
 * @param serverPassword the password of the server, which is sent only where nobody can
 * read along; {@code null} for none
 */
public record IrcIdentity(String nick, List<String> alternates, String user, String realName,
		@Nullable String serverPassword) {

	/** More than these are given up on. */
	private static final int MAX_ATTEMPTS = 20;

	/**
	 * Checks the names.
	 * @throws IllegalArgumentException if one could not be sent
	 */
	public IrcIdentity {
		Assert.hasText(nick, "The nickname must not be empty");
		alternates = List.copyOf(alternates);
	}

	/**
	 * The nickname to try.
	 * @param attempt how many were taken already
	 * @return the nickname, {@code null} if it is enough
	 */
	public @Nullable String candidate(int attempt) {
		if (attempt == 0) {
			return this.nick;
		}
		int further = attempt - 1 - this.alternates.size();
		if (further < 0) {
			return this.alternates.get(attempt - 1);
		}
		if (attempt >= MAX_ATTEMPTS) {
			return null;
		}
		return (further < 2) ? this.nick + "_".repeat(further + 1) : this.nick + further;
	}

	/**
	 * Hides the password.
	 * @return the nickname
	 */
	@Override
	public String toString() {
		return "IrcIdentity[nick=" + this.nick + "]";
	}

}
