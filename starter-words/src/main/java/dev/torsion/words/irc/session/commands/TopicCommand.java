package dev.torsion.words.irc.session.commands;

import dev.torsion.words.Room;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * TOPIC: shows or says what a channel is about. A text that is too long is cut off, as
 * TOPICLEN says.
 */
final class TopicCommand implements IrcCommand {

	private static final Rule RULE = Rule.of("TOPIC", 1);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Room room = session.room(message.parameter(0));
		String channel = Channels.name(room.name());
		if (message.size() > 1) {
			String text = Answers.cut(message.parameter(1), session.server().settings().limits().topic());
			return Attempt.of(room.setTopic(session.participant(), text), (ex) -> session.refused(ex, channel));
		}
		if (room.topic().text().isEmpty()) {
			session.reply(Numeric.RPL_NOTOPIC, channel, "No topic is set");
		}
		else {
			Answers.topic(session, room);
		}
		return Mono.empty();
	}

}
