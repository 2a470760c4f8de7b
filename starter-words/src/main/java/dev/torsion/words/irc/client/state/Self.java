package dev.torsion.words.irc.client.state;

import java.nio.charset.StandardCharsets;

import dev.torsion.words.irc.client.IrcUser;

/**
 * Who the client is to others.
 */
public final class Self {

	/**
	 * What servers allow: {@code ~} and ten characters, RFC 2812's 63 of a host.
	 */
	private static final int LONGEST_USER_AND_HOST = 1 + 11 + 1 + 63;

	private String nick;

	private int userAndHost = LONGEST_USER_AND_HOST;

	/**
	 * Begins with a nickname that is asked for.
	 * @param nick the nickname
	 */
	public Self(String nick) {
		this.nick = nick;
	}

	/**
	 * The nickname.
	 * @return the nickname of now
	 */
	public String nick() {
		return this.nick;
	}

	/**
	 * Takes another nickname.
	 * @param nick the nickname
	 */
	public void rename(String nick) {
		this.nick = nick;
	}

	/** Sees how others see it. */
	void seen(IrcUser user) {
		if (!user.host().isEmpty()) {
			this.userAndHost = 1 + user.user().length() + 1 + user.host().length();
		}
	}

	/**
	 * How long the source of its messages is at most.
	 * @return bytes
	 */
	public int sourceLength() {
		return this.nick.getBytes(StandardCharsets.UTF_8).length + this.userAndHost;
	}

}
