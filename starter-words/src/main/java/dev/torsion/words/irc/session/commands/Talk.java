package dev.torsion.words.irc.session.commands;

import java.util.List;
import java.util.Map;

import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.RoomException;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.session.event.SpokenLines;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * PRIVMSG, NOTICE and TAGMSG: says something in a channel, to those in it with some role,
 * or to somebody alone. To NOTICE and TAGMSG nothing is answered that a program could
 * take for a reason to answer. What would not fit a line when others are told it is
 * refused, so that nothing of it is lost unseen.
 */
final class Talk implements IrcCommand {

	private final Rule rule;

	private final Message.Type type;

	Talk(String verb, Message.Type type) {
		this.rule = Rule.of(verb, 0);
		this.type = type;
	}

	@Override
	public Rule rule() {
		return this.rule;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		String batch = message.tags().get("batch");
		if (batch != null && session.has(Cap.MULTILINE)) {
			ClientBatch.of(session).add(session, batch, this.type, message);
			return Mono.empty();
		}
		if (message.parameter(0).isEmpty()) {
			throw new IrcException(Numeric.ERR_NORECIPIENT, "No recipient given (" + this.rule.verb() + ")");
		}
		String text = (this.type == Message.Type.TAGS) ? "" : message.parameter(1);
		if (text.isEmpty() && this.type != Message.Type.TAGS) {
			throw new IrcException(Numeric.ERR_NOTEXTTOSEND, "No text to send");
		}
		Map<String, String> tags = message.tags().isEmpty() ? Map.of() : ClientTags.of(message.tags());
		Message said = Message.of(this.type, text, tags);
		List<String> targets = Targets.of(session, this.rule.verb(), message.parameter(0));
		String source = session.profile().hostMask();
		return Targets.each(session, targets, (target) -> {
			if (!SpokenLines.fits(source, this.type, target, text)) {
				throw new IrcException(Numeric.ERR_INPUTTOOLONG, "Message is too long to be told to others");
			}
			return say(session, target, said);
		});
	}

	/**
	 * Says something that is well formed.
	 * @param session the conversation
	 * @param target a channel, one with a prefix, or a nickname
	 * @param message what
	 * @return completes when it is said, or refused
	 */
	static Mono<Void> say(IrcSession session, String target, Message message) {
		session.spoke();
		boolean silent = message.type() != Message.Type.TEXT;
		try {
			Role minimum = Channels.isChannel(target) ? null : Channels.role(target.charAt(0));
			String rest = (minimum != null) ? target.substring(1) : target;
			if (!Channels.isChannel(rest)) {
				return whisper(session, target, message);
			}
			Room room = session.room(rest);
			return Attempt.of(room.say(session.participant(), message, (minimum != null) ? minimum : Role.MEMBER),
					(ex) -> refused(session, ex, Channels.name(room.name()), silent));
		}
		catch (IrcException ex) {
			if (!silent) {
				session.refused(ex);
			}
			return Mono.empty();
		}
	}

	private static Mono<Void> whisper(IrcSession session, String nick, Message message) {
		IrcCommand service = session.server().service(nick);
		if (service != null) {
			return (message.type() == Message.Type.TEXT)
					? service.run(session, IrcMessage.of(service.rule().verb(), message.text())) : Mono.empty();
		}
		Participant to = session.find(nick);
		boolean silent = message.type() != Message.Type.TEXT;
		Mono<Message> said = session.server().world().participants().whisper(session.participant(), to, message);
		return Attempt.then(Attempt.of(said, (ex) -> refused(session, ex, nick, silent)), () -> {
			String away = to.profile().away();
			if (away != null && !silent) {
				session.reply(Numeric.RPL_AWAY, to.profile().nick(), away);
			}
		});
	}

	private static void refused(IrcSession session, RoomException ex, String target, boolean silent) {
		if (!silent) {
			session.refused(ex, target);
		}
	}

}
