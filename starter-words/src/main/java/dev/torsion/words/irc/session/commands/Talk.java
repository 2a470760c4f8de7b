package dev.torsion.words.irc.session.commands;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Role;
import dev.torsion.words.RoomException;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * PRIVMSG, NOTICE and TAGMSG: says something in a channel, to those in it with some role,
 * or to somebody alone. To NOTICE and TAGMSG nothing is answered that a program could
 * take for a reason to answer.
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
		if (message.parameter(0).isEmpty()) {
			throw new IrcException(Numeric.ERR_NORECIPIENT, "No recipient given (" + this.rule.verb() + ")");
		}
		String text = (this.type == Message.Type.TAGS) ? "" : message.parameter(1);
		if (text.isEmpty() && this.type != Message.Type.TAGS) {
			throw new IrcException(Numeric.ERR_NOTEXTTOSEND, "No text to send");
		}
		session.spoke();
		Message said = Message.of(this.type, text, clientTags(message.tags()));
		List<String> targets = Targets.of(session, this.rule.verb(), message.parameter(0));
		if (targets.size() == 1) {
			return say(session, targets.get(0), said);
		}
		Mono<Void> all = Mono.empty();
		for (String target : targets) {
			all = all.then(Mono.defer(() -> say(session, target, said)));
		}
		return all;
	}

	private static Map<String, String> clientTags(Map<String, String> tags) {
		if (tags.isEmpty()) {
			return Map.of();
		}
		Map<String, String> own = new LinkedHashMap<>();
		tags.forEach((name, value) -> {
			if (name.startsWith("+")) {
				own.put(name, value);
			}
		});
		return own;
	}

	private Mono<Void> say(IrcSession session, String target, Message message) {
		try {
			Role minimum = Channels.isChannel(target) ? null : Channels.role(target.charAt(0));
			String rest = (minimum != null) ? target.substring(1) : target;
			if (!Channels.isChannel(rest)) {
				return whisper(session, target, message);
			}
			Mono<Message> said = session.room(rest)
				.say(session.participant(), message, (minimum != null) ? minimum : Role.MEMBER);
			return said.then().onErrorResume(RoomException.class, (ex) -> {
				refused(session, ex, rest);
				return Mono.empty();
			});
		}
		catch (IrcException ex) {
			if (this.type == Message.Type.TEXT) {
				session.refused(ex);
			}
			return Mono.empty();
		}
	}

	private Mono<Void> whisper(IrcSession session, String nick, Message message) {
		Participant to = session.find(nick);
		String away = to.profile().away();
		return session.server()
			.world()
			.participants()
			.whisper(session.participant(), to, message)
			.then()
			.onErrorResume(RoomException.class, (ex) -> {
				refused(session, ex, nick);
				return Mono.empty();
			})
			.then(Mono.fromRunnable(() -> {
				if (away != null && this.type == Message.Type.TEXT) {
					session.reply(Numeric.RPL_AWAY, to.profile().nick(), away);
				}
			}));
	}

	private void refused(IrcSession session, RoomException ex, String target) {
		if (this.type == Message.Type.TEXT) {
			session.refused(ex, target);
		}
	}

}
