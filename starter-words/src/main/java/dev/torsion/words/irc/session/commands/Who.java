package dev.torsion.words.irc.session.commands;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.torsion.words.Participant;
import dev.torsion.words.Participants;
import dev.torsion.words.Room;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.IrcSettings;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.room.Mask;
import dev.torsion.words.room.RoomNames;
import reactor.core.publisher.Mono;

/**
 * WHO: who is in a channel, or has a nickname that fits a mask, with the fields that one
 * asks for (WHOX).
 */
final class Who implements IrcCommand {

	private static final Rule RULE = Rule.of("WHO", 0);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public List<String> tokens(IrcSettings settings) {
		return List.of("WHOX");
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		String mask = (message.size() > 0) ? message.parameter(0) : "*";
		String options = message.parameter(1);
		WhoFields fields = WhoFields.of(session, options);
		boolean operators = options.startsWith("o");
		Stream<IrcMessage> lines = Channels.isChannel(mask) ? inRoom(session, mask, operators, fields)
				: byMask(session, mask, operators, fields);
		return session.sendAll(lines.iterator())
			.then(Mono.fromRunnable(() -> session.reply(Numeric.RPL_ENDOFWHO, mask, "End of WHO list")));
	}

	private static Stream<IrcMessage> inRoom(IrcSession session, String channel, boolean operators, WhoFields fields) {
		String name = Channels.room(channel);
		Room room = (name != null) ? session.server().world().rooms().find(name) : null;
		if (room == null || !room.isVisibleTo(session.participant())) {
			return Stream.empty();
		}
		return room.members()
			.stream()
			.filter((member) -> !operators || member.participant().isOperator())
			.filter((member) -> Visibility.finds(session, member.participant(), room))
			.map((member) -> fields.line(member.participant(), Channels.name(room.name()), member));
	}

	private static Stream<IrcMessage> byMask(IrcSession session, String mask, boolean operators, WhoFields fields) {
		Participants participants = session.server().world().participants();
		if (!mask.contains("*") && !mask.contains("?")) {
			Participant one = participants.find(mask);
			return (one != null && (!operators || one.isOperator())) ? Stream.of(fields.line(one, "*", null))
					: Stream.empty();
		}
		Visibility visibility = new Visibility(session);
		Predicate<String> fits = nicks(mask);
		return participants.all()
			.stream()
			.filter((one) -> !operators || one.isOperator())
			.filter((one) -> fits.test(one.profile().nick()) && visibility.finds(one))
			.map((one) -> fields.line(one, "*", null));
	}

	private static Predicate<String> nicks(String mask) {
		String folded = RoomNames.fold(mask);
		return (nick) -> Mask.matches(folded, RoomNames.fold(nick));
	}

}
