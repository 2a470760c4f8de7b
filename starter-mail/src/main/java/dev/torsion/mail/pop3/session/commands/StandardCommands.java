package dev.torsion.mail.pop3.session.commands;

import java.util.List;

import dev.torsion.mail.pop3.session.Pop3Command;

/**
 * The commands that there are without anybody's doing.
 */
public final class StandardCommands {

	private StandardCommands() {
	}

	/**
	 * The commands of the RFCs.
	 * @return the commands, in the order of their capabilities
	 */
	public static List<Pop3Command> all() {
		return List.of(new Capa(), new Stls(), new User(), new Pass(), new Auth(), new Utf8(), new Lang(), new Stat(),
				new ScanListing(), new Retr(), new Top(), new Uidl(), new Dele(), new Noop(), new Rset(), new Quit());
	}

}
