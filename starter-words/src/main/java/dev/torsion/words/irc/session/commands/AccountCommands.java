package dev.torsion.words.irc.session.commands;

import java.util.List;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.access.NewAccounts;

/**
 * The commands with which clients make accounts.
 */
public final class AccountCommands {

	private AccountCommands() {
	}

	/**
	 * The commands.
	 * @param accounts makes accounts
	 * @return an object for each
	 */
	public static List<IrcCommand> all(NewAccounts accounts) {
		return List.of(new Register(accounts), new Verify());
	}

}
