package dev.torsion.words;

import org.jspecify.annotations.Nullable;

/**
 * How a participant is known to others at one moment.
 *
 * @param nick the nickname, which nobody else has at that moment
 * @param user the name of the user at the host, of which nothing is proved
 * @param host where it comes from, or what is shown in its place
 * @param realName a text of its own, empty if there is none
 * @param account the account it has logged in to, {@code null} without a login
 * @param away why it is away, {@code null} if it is not
 * @param bot whether it says that it is a program
 */
public record Profile(String nick, String user, String host, String realName, @Nullable String account,
		@Nullable String away, boolean bot) {

	/**
	 * Checks what could not be told by every protocol.
	 * @throws RoomException if a text is more than one line
	 */
	public Profile {
		Message.requireLine(nick);
		Message.requireLine(user);
		Message.requireLine(host);
		Message.requireLine(realName);
		Message.requireLine(account);
		Message.requireLine(away);
	}

	/**
	 * A participant that is a part of the application.
	 * @param nick the nickname
	 * @param host the name of the server
	 * @return the profile
	 */
	public static Profile ofBot(String nick, String host) {
		return new Profile(nick, nick, host, nick, null, null, true);
	}

	/**
	 * The same under another nickname.
	 * @param nick the nickname
	 * @return the profile
	 */
	public Profile withNick(String nick) {
		return new Profile(nick, this.user, this.host, this.realName, this.account, this.away, this.bot);
	}

	/**
	 * The same with another user and host.
	 * @param user the name of the user
	 * @param host the host
	 * @return the profile
	 */
	public Profile withHost(String user, String host) {
		return new Profile(this.nick, user, host, this.realName, this.account, this.away, this.bot);
	}

	/**
	 * The same with another text of its own.
	 * @param realName the text
	 * @return the profile
	 */
	public Profile withRealName(String realName) {
		return new Profile(this.nick, this.user, this.host, realName, this.account, this.away, this.bot);
	}

	/**
	 * The same, logged in or out.
	 * @param account the account, {@code null} if it has logged out
	 * @return the profile
	 */
	public Profile withAccount(@Nullable String account) {
		return new Profile(this.nick, this.user, this.host, this.realName, account, this.away, this.bot);
	}

	/**
	 * The same, away or back.
	 * @param away why it is away, {@code null} if it is back
	 * @return the profile
	 */
	public Profile withAway(@Nullable String away) {
		return new Profile(this.nick, this.user, this.host, this.realName, this.account, away, this.bot);
	}

	/**
	 * The same, a program or not.
	 * @param bot whether it is
	 * @return the profile
	 */
	public Profile withBot(boolean bot) {
		return new Profile(this.nick, this.user, this.host, this.realName, this.account, this.away, bot);
	}

	/**
	 * The three names as IRC has them, {@code nick!user@host}: what masks are held
	 * against.
	 * @return the names
	 */
	public String hostMask() {
		return this.nick + "!" + this.user + "@" + this.host;
	}

}
