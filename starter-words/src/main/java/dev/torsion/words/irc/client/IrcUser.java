package dev.torsion.words.irc.client;

import org.jspecify.annotations.Nullable;

/**
 * Who a message is from, as its source says: a user, or a server.
 *
 * @param nick the nickname, or the name of a server
 * @param user the name of the user at the host, empty if it was not told
 * @param host where it comes from, or what is shown in its place; empty if it was not
 * told
 */
public record IrcUser(String nick, String user, String host) {

	/**
	 * Reads a source, {@code nick!user@host} of which all but the first may be missing.
	 * @param source the source, {@code null} for none
	 * @return who that is
	 */
	public static IrcUser parse(@Nullable String source) {
		if (source == null) {
			return new IrcUser("", "", "");
		}
		int at = source.indexOf('@');
		String name = (at < 0) ? source : source.substring(0, at);
		int bang = name.indexOf('!');
		return new IrcUser((bang < 0) ? name : name.substring(0, bang), (bang < 0) ? "" : name.substring(bang + 1),
				(at < 0) ? "" : source.substring(at + 1));
	}

	@Override
	public String toString() {
		return this.nick + (this.user.isEmpty() ? "" : "!" + this.user) + (this.host.isEmpty() ? "" : "@" + this.host);
	}

}
