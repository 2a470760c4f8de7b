package dev.torsion.words.irc.session.commands;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import dev.torsion.words.HistoryQuery;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcServer;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.event.EventLines;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.room.RoomNames;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * CHATHISTORY TARGETS: in which conversations of a client the last was said within a
 * time.
 */
final class HistoryTargets {

	private HistoryTargets() {
	}

	static Mono<Void> run(IrcSession session, IrcMessage message, int limit) {
		Instant one = HistorySelector.time(message.parameter(1), "TARGETS");
		Instant other = HistorySelector.time(message.parameter(2), "TARGETS");
		Instant after = one.isBefore(other) ? one : other;
		Instant before = one.isBefore(other) ? other : one;
		return Flux.merge(rooms(session), correspondents(session, after, before, limit))
			.filter((target) -> target.last().isAfter(after) && target.last().isBefore(before))
			.sort(Comparator.comparing(Target::last))
			.take(limit)
			.collectList()
			.publishOn(session.transport().eventLoop().scheduler())
			.flatMap((targets) -> session.sendAll(lines(session, targets)));
	}

	private static Flux<Target> rooms(IrcSession session) {
		return Flux.fromIterable(session.server().world().rooms().of(session.participant()))
			.concatMap(HistoryTargets::last);
	}

	private static Mono<Target> last(Room room) {
		return room.history(HistoryQuery.last(1))
			.flatMapIterable((events) -> events)
			.next()
			.map(RoomEvent::time)
			.map((time) -> new Target(Channels.name(room.name()), time));
	}

	private static Flux<Target> correspondents(IrcSession session, Instant after, Instant before, int limit) {
		String own = session.profile().account();
		if (own == null) {
			return Flux.empty();
		}
		String account = RoomNames.fold(own);
		IrcServer.World world = session.server().world();
		return world.history()
			.correspondents(account, after, before, limit)
			.flatMapIterable((activities) -> activities)
			.mapNotNull((activity) -> target(activity, account));
	}

	private static @Nullable Target target(HistoryStore.Activity activity, String account) {
		String other = Conversation.other(activity.key(), account);
		return (other != null) ? new Target(other, activity.last()) : null;
	}

	private static Iterator<IrcMessage> lines(IrcSession session, List<Target> targets) {
		String server = session.server().settings().name();
		String name = session.newBatch();
		Stream<IrcMessage> inside = targets.stream()
			.map((target) -> IrcMessage
				.from(server, "CHATHISTORY", "TARGETS", target.name(), EventLines.time(target.last()))
				.withTag("batch", name));
		return Stream
			.of(Stream.of(IrcMessage.from(server, "BATCH", "+" + name, "draft/chathistory-targets")), inside,
					Stream.of(IrcMessage.from(server, "BATCH", "-" + name)))
			.flatMap((part) -> part)
			.iterator();
	}

	private record Target(String name, Instant last) {

	}

}
