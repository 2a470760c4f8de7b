package dev.torsion.words.irc.service;

import java.util.List;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.access.NewAccounts;
import org.jspecify.annotations.Nullable;

/**
 * The services, each by several commands.
 */
public final class ServiceCommands {

	private ServiceCommands() {
	}

	/**
	 * The commands.
	 * @param accounts makes accounts, {@code null} if none are made
	 * @return an object for each
	 */
	public static List<IrcCommand> all(@Nullable NewAccounts accounts) {
		return List.of(new NickServ("NS", accounts), new NickServ("NICKSERV", accounts), new ChanServ("CS"),
				new ChanServ("CHANSERV"));
	}

}
