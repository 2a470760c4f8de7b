package dev.torsion.words.irc.session.commands;

import dev.torsion.words.Room;
import dev.torsion.words.RoomException;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * RENAME: calls a channel something else, IRCv3's channel-rename.
 */
final class Rename implements IrcCommand {

	private static final String VERB = "RENAME";

	private static final Rule RULE = Rule.of(VERB, 2);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Room room = session.room(message.parameter(0));
		String before = Channels.name(room.name());
		String after = message.parameter(1);
		return CommandFailure.answered(session, VERB, () -> {
			String name = name(session, room, before, after);
			return room.rename(session.participant(), name, message.parameter(2))
				.onErrorMap(UnsupportedOperationException.class,
						(ex) -> new CommandFailure("CANNOT_RENAME", before, after, "Channels cannot be renamed here"))
				.onErrorMap(RoomException.class, (ex) -> failure(ex, before, after));
		});
	}

	private static String name(IrcSession session, Room room, String before, String after) {
		@Nullable String name = Channels.room(after);
		if (name == null || after.length() > session.server().settings().limits().channel()) {
			throw new CommandFailure("CANNOT_RENAME", before, after, "No channel may be called that");
		}
		Room other = session.server().world().rooms().find(name);
		if (other != null && other != room) {
			throw new CommandFailure("CHANNEL_NAME_IN_USE", before, after, "There is a channel of that name");
		}
		return name;
	}

	private static RuntimeException failure(RoomException refused, String before, String after) {
		return switch (refused.reason()) {
			case NO_NEW_ROOMS ->
				new CommandFailure("CHANNEL_NAME_IN_USE", before, after, "There is a channel of that name");
			case BAD_NAME -> new CommandFailure("CANNOT_RENAME", before, after, "No channel may be called that");
			default -> refused;
		};
	}

}
