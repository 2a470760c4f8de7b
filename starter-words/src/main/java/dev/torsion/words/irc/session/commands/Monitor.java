package dev.torsion.words.irc.session.commands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Participant;
import dev.torsion.words.Participants.PresenceChange;
import dev.torsion.words.Profile;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcParticipant;
import dev.torsion.words.irc.session.IrcServer;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.IrcSettings;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.session.event.EventLines;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.room.RoomNames;
import reactor.core.publisher.Mono;

/**
 * MONITOR: is told when others come and go, as IRCv3 has it; with a capability also when
 * they are known differently.
 */
final class Monitor implements IrcCommand {

	private static final Rule RULE = Rule.of("MONITOR", 1);

	/** Room for nicknames in one line. */
	private static final int LINE = 380;

	private final ConcurrentMap<String, Set<IrcParticipant>> watchers = new ConcurrentHashMap<>();

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public List<String> tokens(IrcSettings settings) {
		return List.of("MONITOR=" + settings.limits().monitor());
	}

	@Override
	public void serve(IrcServer server) {
		server.world().participants().listen((change) -> changed(server, change));
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Map<String, String> watched = session.part(Watched.class, () -> new Watched(this, session)).nicks;
		switch (message.parameter(0).toUpperCase(Locale.ROOT)) {
			case "+" -> add(session, watched, message.parameter(1));
			case "-" -> names(message.parameter(1)).forEach((nick) -> remove(session, watched, nick));
			case "C" -> clear(session, watched);
			case "L" -> {
				lines(session, Numeric.RPL_MONLIST, watched.values());
				session.reply(Numeric.RPL_ENDOFMONLIST, "End of MONITOR list");
			}
			case "S" -> status(session, List.copyOf(watched.values()));
			default -> {
				return Mono.empty();
			}
		}
		return Mono.empty();
	}

	private static List<String> names(String list) {
		return Arrays.stream(list.split(",")).filter((nick) -> !nick.isEmpty()).toList();
	}

	private void add(IrcSession session, Map<String, String> watched, String list) {
		IrcSettings.Limits limits = session.server().settings().limits();
		List<String> added = new ArrayList<>();
		List<String> names = names(list);
		for (int i = 0; i < names.size(); i++) {
			String nick = names.get(i);
			if (!Nick.isNick(nick, limits.nick())) {
				continue;
			}
			if (watched.size() >= limits.monitor() && !watched.containsKey(RoomNames.fold(nick))) {
				session.reply(Numeric.ERR_MONLISTFULL, Integer.toString(limits.monitor()),
						String.join(",", names.subList(i, names.size())), "Monitor list is full");
				break;
			}
			if (watched.putIfAbsent(RoomNames.fold(nick), nick) == null) {
				this.watchers.compute(RoomNames.fold(nick), (key, others) -> {
					Set<IrcParticipant> all = (others != null) ? others : ConcurrentHashMap.newKeySet();
					all.add(session.participant());
					return all;
				});
			}
			added.add(nick);
		}
		status(session, added);
	}

	private void remove(IrcSession session, Map<String, String> watched, String nick) {
		String folded = RoomNames.fold(nick);
		if (watched.remove(folded) != null) {
			this.watchers.computeIfPresent(folded, (key, others) -> {
				others.remove(session.participant());
				return others.isEmpty() ? null : others;
			});
		}
	}

	private void clear(IrcSession session, Map<String, String> watched) {
		List.copyOf(watched.values()).forEach((nick) -> remove(session, watched, nick));
	}

	private static void status(IrcSession session, List<String> nicks) {
		List<String> online = new ArrayList<>();
		List<String> offline = new ArrayList<>();
		for (String nick : nicks) {
			Participant participant = session.server().world().participants().find(nick);
			if (participant != null) {
				online.add(participant.profile().hostMask());
			}
			else {
				offline.add(nick);
			}
		}
		lines(session, Numeric.RPL_MONONLINE, online);
		lines(session, Numeric.RPL_MONOFFLINE, offline);
	}

	private static void lines(IrcSession session, Numeric numeric, Collection<String> names) {
		StringBuilder line = new StringBuilder();
		for (String name : names) {
			if (line.length() > 0 && line.length() + name.length() > LINE) {
				session.reply(numeric, line.toString());
				line.setLength(0);
			}
			line.append((line.length() > 0) ? "," : "").append(name);
		}
		if (line.length() > 0) {
			session.reply(numeric, line.toString());
		}
	}

	private void changed(IrcServer server, PresenceChange change) {
		Profile before = change.before();
		Profile after = change.after();
		boolean same = before != null && after != null
				&& RoomNames.fold(before.nick()).equals(RoomNames.fold(after.nick()));
		if (before != null && !same) {
			tell(before.nick(), Numeric.RPL_MONOFFLINE, before.nick());
		}
		if (after != null && !same) {
			tell(after.nick(), Numeric.RPL_MONONLINE, after.hostMask());
		}
		if (before != null && after != null && same) {
			extended(server, change.participant(),
					new ChatEvent.ProfileChanged(before, after, server.world().clock().instant(), null));
		}
	}

	private void tell(String nick, Numeric numeric, String text) {
		for (IrcParticipant watcher : this.watchers.getOrDefault(RoomNames.fold(nick), Set.of())) {
			watcher.tell((session) -> session.push(session.numeric(numeric, List.of(text))));
		}
	}

	/** Who shares a room with it is told there. */
	private void extended(IrcServer server, Participant participant, ChatEvent.ProfileChanged event) {
		Set<IrcParticipant> told = this.watchers.get(RoomNames.fold(event.after().nick()));
		if (told == null) {
			return;
		}
		Collection<Participant> neighbours = server.world().participants().neighbours(participant);
		for (IrcParticipant watcher : told) {
			if (watcher != participant && !neighbours.contains(watcher)) {
				watcher.tell((session) -> {
					if (session.has(Cap.EXTENDED_MONITOR)) {
						EventLines.of(event, session.caps()).forEach(session::push);
					}
				});
			}
		}
	}

	/** Whom one client watches. */
	private static final class Watched {

		private final Map<String, String> nicks = new LinkedHashMap<>();

		Watched(Monitor monitor, IrcSession session) {
			session.onEnd(() -> monitor.clear(session, this.nicks));
		}

	}

}
