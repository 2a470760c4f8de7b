package dev.torsion.words.irc.session;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.torsion.words.irc.Cap;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all clients.
 *
 * @param name the name of the server
 * @param network the name of the network
 * @param motd the message of the day, empty for none
 * @param caps what clients may ask for
 * @param limits sizes
 * @param flood how fast a client may be
 * @param operatorRole the role of accounts that may become operators of the server,
 * {@code null} for none
 * @param loginRequired whether only who has an account may come in
 * @param cloak shows hosts that tell nothing of the address in the place of it
 */
public record IrcSettings(String name, String network, List<String> motd, Set<Cap> caps, Limits limits, Flood flood,
		@Nullable String operatorRole, boolean loginRequired, boolean cloak) {

	public IrcSettings {
		motd = List.copyOf(motd);
		caps = Set.copyOf(caps);
	}

	/**
	 * Sizes, in characters if not said otherwise.
	 *
	 * @param nick longest nickname
	 * @param user longest name of a user
	 * @param realName longest text of a user
	 * @param channel longest name of a channel, with the {@code #}
	 * @param topic longest topic
	 * @param reason longest reason of KICK, PART and QUIT
	 * @param away longest reason of AWAY
	 * @param tags longest tags of a client in bytes, with the {@code @} and the space
	 * @param line longest rest of a line in bytes, its end counted
	 * @param targets how many targets a command may have
	 * @param modes how many modes with a parameter MODE may change
	 * @param monitor how many nicknames a client may watch
	 * @param whowas how many who have gone are remembered
	 * @param history how much of what has happened is told at a time
	 * @param registration how long a client may take to register
	 */
	public record Limits(int nick, int user, int realName, int channel, int topic, int reason, int away, int tags,
			int line, int targets, int modes, int monitor, int whowas, int history, Duration registration) {

	}

	/**
	 * How fast a client may be: more is read only after a while.
	 *
	 * @param burst how many commands at once
	 * @param interval after how long there may be one more; zero for no limit
	 */
	public record Flood(int burst, Duration interval) {

	}

}
