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
		return List.of(new CapaCommand(), new StlsCommand(), new UserCommand(), new PassCommand(), new AuthCommand(),
				new Utf8Command(), new LangCommand(), new StatCommand(), new ListCommand(), new RetrCommand(),
				new TopCommand(), new UidlCommand(), new DeleCommand(), new NoopCommand(), new RsetCommand(),
				new QuitCommand());
	}

}
