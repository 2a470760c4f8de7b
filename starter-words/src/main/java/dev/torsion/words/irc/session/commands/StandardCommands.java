package dev.torsion.words.irc.session.commands;

import java.util.List;

import dev.torsion.words.Message;
import dev.torsion.words.irc.session.IrcCommand;

/**
 * The commands of IRC that every server has.
 */
public final class StandardCommands {

	private StandardCommands() {
	}

	/**
	 * The commands.
	 * @return an object for each
	 */
	public static List<IrcCommand> all() {
		return List.of(new CapNegotiation(), new Nick(), new User(), new Ping(), new Pong(), new Quit(), new Join(),
				new Part(), new Talk("PRIVMSG", Message.Type.TEXT), new Talk("NOTICE", Message.Type.NOTICE),
				new Talk("TAGMSG", Message.Type.TAGS));
	}

}
