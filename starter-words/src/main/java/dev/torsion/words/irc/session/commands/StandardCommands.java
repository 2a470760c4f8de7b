package dev.torsion.words.irc.session.commands;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.words.Message;
import dev.torsion.words.history.MemoryReadTimes;
import dev.torsion.words.history.ReadTimes;
import dev.torsion.words.irc.session.IrcCommand;

/**
 * The commands of IRC that every server has.
 */
public final class StandardCommands {

	/** As many as have markers in memory. */
	private static final int ACCOUNTS = 10_000;

	/** Markers of an account. */
	private static final int TARGETS = 500;

	private StandardCommands() {
	}

	/**
	 * The commands, with markers in memory.
	 * @return an object for each
	 */
	public static List<IrcCommand> all() {
		return all(new MemoryReadTimes(ACCOUNTS, TARGETS));
	}

	/**
	 * The commands.
	 * @param markers up to where accounts have read
	 * @return an object for each
	 */
	public static List<IrcCommand> all(ReadTimes markers) {
		List<IrcCommand> commands = new ArrayList<>(users());
		commands.addAll(channels(new MarkRead(markers)));
		return commands;
	}

	private static List<IrcCommand> users() {
		return List.of(new Away(), new SetName(), new Ison(), new UserHost(), new Lusers(), new Motd(), new Version(),
				new Info(), new Time(), new Admin(), new Links(), new Stats(), new Rehash(), new Kill(), new Wallops(),
				new Pass(), new Authenticate(), new Oper(), new Help("HELP"), new Help("HELPOP"), new Whois(),
				new Whowas(), new Who(), new Monitor());
	}

	private static List<IrcCommand> channels(MarkRead markers) {
		return List.of(new CapNegotiation(), new Nick(), new User(), new Ping(), new Pong(), new Quit(),
				new Join(markers), markers, new Part(), new Mode(), new Kick(), new Invite(), new TopicCommand(),
				new Names(), new ListChannels(), new Batch(), new ChatHistory(), new Rename(), new Redact(),
				new Talk("PRIVMSG", Message.Type.TEXT), new Talk("NOTICE", Message.Type.NOTICE),
				new Talk("TAGMSG", Message.Type.TAGS));
	}

}
