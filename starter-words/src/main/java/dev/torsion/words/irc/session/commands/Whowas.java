package dev.torsion.words.irc.session.commands;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.torsion.words.Profile;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcServer;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.room.RoomNames;
import reactor.core.publisher.Mono;

/**
 * WHOWAS: who has gone, as far as it is remembered.
 */
final class Whowas implements IrcCommand {

	private static final Rule RULE = Rule.of("WHOWAS", 1);

	private final Deque<Gone> gone = new ArrayDeque<>();

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public void serve(IrcServer server) {
		int most = server.settings().limits().whowas();
		server.world().participants().listen((change) -> {
			Profile before = change.before();
			Profile after = change.after();
			if (before != null && (after == null || !after.nick().equals(before.nick()))) {
				remember(new Gone(before, server.world().clock().instant()), most);
			}
		});
	}

	private synchronized void remember(Gone who, int most) {
		this.gone.addFirst(who);
		while (this.gone.size() > most) {
			this.gone.removeLast();
		}
	}

	private synchronized List<Gone> find(String nick, int most) {
		String folded = RoomNames.fold(nick);
		return this.gone.stream()
			.filter((one) -> RoomNames.fold(one.who().nick()).equals(folded))
			.limit((most > 0) ? most : Long.MAX_VALUE)
			.toList();
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		for (String nick : Targets.of(session, "WHOWAS", message.parameter(0))) {
			List<Gone> found = find(nick, count(message.parameter(1)));
			for (Gone one : found) {
				Profile who = one.who();
				session.reply(Numeric.RPL_WHOWASUSER, who.nick(), who.user(), who.host(), "*", who.realName());
				session.reply(Numeric.RPL_WHOISSERVER, who.nick(), session.server().settings().name(),
						one.time().toString());
			}
			if (found.isEmpty()) {
				session.reply(Numeric.ERR_WASNOSUCHNICK, nick, "There was no such nickname");
			}
			session.reply(Numeric.RPL_ENDOFWHOWAS, nick, "End of WHOWAS");
		}
		return Mono.empty();
	}

	private static int count(String text) {
		try {
			return text.isEmpty() ? 0 : Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	private record Gone(Profile who, Instant time) {

	}

}
