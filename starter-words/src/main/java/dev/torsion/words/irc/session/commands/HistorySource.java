package dev.torsion.words.irc.session.commands;

import java.util.List;

import dev.torsion.words.HistoryQuery;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.Stamp;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryEntry;
import dev.torsion.words.history.HistoryEntry.Kind;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.event.EventLines;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.room.RoomNames;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A conversation that a client may read: of a channel that it is in, or of its account
 * with somebody else.
 */
final class HistorySource {

	private final String key;

	private final HistoryStore store;

	private final @Nullable Room room;

	private HistorySource(String key, HistoryStore store, @Nullable Room room) {
		this.key = key;
		this.store = store;
		this.room = room;
	}

	/**
	 * Finds a conversation.
	 * @param session who wants to read it
	 * @param target a channel, nickname or account
	 * @return the conversation, {@code null} if it may not be read
	 */
	static @Nullable HistorySource of(IrcSession session, String target) {
		HistoryStore store = session.server().world().history();
		String channel = Channels.room(target);
		if (channel != null) {
			Room room = session.server().world().rooms().find(channel);
			boolean member = room != null
					&& (room.member(session.participant()) != null || session.participant().isOperator());
			return member ? new HistorySource(Conversation.ofRoom(RoomNames.fold(channel)), store, room) : null;
		}
		String account = session.profile().account();
		if (account == null || target.isEmpty()) {
			return null;
		}
		Participant online = session.server().world().participants().find(target);
		String other = (online != null) ? online.profile().account() : target;
		String party = (other != null) ? RoomNames.fold(other) : Conversation.nick(RoomNames.fold(target));
		return new HistorySource(Conversation.between(RoomNames.fold(account), party), store, null);
	}

	/**
	 * Finds something that has happened in it.
	 * @param id its identifier
	 * @return the entry, empty if there is none
	 */
	Mono<HistoryEntry> find(String id) {
		return this.store.find(this.key, Stamp.sequence(id)).filter((entry) -> entry.stamp().id().equals(id));
	}

	/**
	 * Reads a part of it.
	 * @param query which part
	 * @param caps the bits of the capabilities of who reads it
	 * @return what has happened, each as messages that belong together
	 */
	Mono<List<List<IrcMessage>>> read(HistoryQuery query, long caps) {
		if (this.room != null) {
			return this.room.history(query)
				.map((events) -> events.stream().map((event) -> EventLines.of(event, caps)).toList());
		}
		return this.store.read(this.key, query)
			.map((entries) -> entries.stream()
				.filter(HistorySource::isSaid)
				.map((entry) -> lines(entry, caps))
				.toList());
	}

	private static boolean isSaid(HistoryEntry entry) {
		return entry.kind().isMessage() || entry.kind() == Kind.TAGS;
	}

	private static List<IrcMessage> lines(HistoryEntry entry, long caps) {
		Message message = entry.message();
		return EventLines.said(message, entry.subject(), caps);
	}

}
