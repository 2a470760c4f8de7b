package dev.torsion.words.room;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.words.HistoryQuery;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.Topic;
import dev.torsion.words.history.HistoryEntry;
import dev.torsion.words.history.HistoryEntry.Kind;
import dev.torsion.words.history.HistoryStore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is kept of what happens in a room, and how it is told again.
 */
final class RoomHistory {

	private static final Set<String> TYPING = Set.of("+typing", "+draft/typing");

	private final Room room;

	private volatile String key;

	private final HistoryStore store;

	RoomHistory(Room room, String key, HistoryStore store) {
		this.room = room;
		this.key = key;
		this.store = store;
	}

	/**
	 * Keeps something that has happened.
	 * @return completes when there is room for more
	 */
	Mono<Void> keep(RoomEvent event) {
		HistoryEntry entry = entry(event);
		return (entry != null) ? this.store.append(entry) : Mono.empty();
	}

	private @Nullable HistoryEntry entry(RoomEvent event) {
		if (event instanceof RoomEvent.Said said) {
			return (said.minimum() == Role.MEMBER) ? said(said.message()) : null;
		}
		if (event instanceof RoomEvent.Joined) {
			return other(event, Kind.JOINED, "", "");
		}
		if (event instanceof RoomEvent.Parted parted) {
			return other(event, Kind.PARTED, "", parted.reason());
		}
		if (event instanceof RoomEvent.Quit quit) {
			return other(event, Kind.QUIT, "", quit.reason());
		}
		if (event instanceof RoomEvent.Kicked kicked) {
			return other(event, Kind.KICKED, kicked.member().nick(), kicked.reason());
		}
		if (event instanceof RoomEvent.TopicChanged changed) {
			return other(event, Kind.TOPIC, "", changed.topic().text());
		}
		return null;
	}

	private @Nullable HistoryEntry said(Message message) {
		return kept(this.key, message, "");
	}

	/**
	 * What is kept of what is said.
	 * @return the entry, {@code null} for what is of that moment only
	 */
	static @Nullable HistoryEntry kept(String key, Message message, String subject) {
		if (message.type() == Message.Type.TAGS && isPassing(message)) {
			return null;
		}
		Kind kind = switch (message.type()) {
			case TEXT -> Kind.TEXT;
			case NOTICE -> Kind.NOTICE;
			case TAGS -> Kind.TAGS;
		};
		return new HistoryEntry(key, message.stamp(), kind, message.author(), subject, message.text(), message.tags(),
				message.edited());
	}

	/** That somebody is typing matters to nobody later. */
	private static boolean isPassing(Message message) {
		return TYPING.containsAll(message.tags().keySet());
	}

	private HistoryEntry other(RoomEvent event, Kind kind, String subject, String text) {
		return new HistoryEntry(this.key, event.stamp(), kind, event.by(), subject, text, Map.of(), null);
	}

	/** Keeps what there is under another key, and what comes once it is told so. */
	Mono<Void> rename(String to) {
		return this.store.rename(this.key, to);
	}

	void setKey(String key) {
		this.key = key;
	}

	Mono<List<RoomEvent>> read(HistoryQuery query) {
		return this.store.read(this.key, query).map((entries) -> entries.stream().map(this::event).toList());
	}

	private RoomEvent event(HistoryEntry entry) {
		Profile by = entry.by();
		return switch (entry.kind()) {
			case TEXT, NOTICE, TAGS -> new RoomEvent.Said(this.room, entry.message(), Role.MEMBER, null);
			case JOINED -> new RoomEvent.Joined(this.room, entry.stamp(), by, null);
			case PARTED -> new RoomEvent.Parted(this.room, entry.stamp(), by, entry.text(), null);
			case QUIT -> new RoomEvent.Quit(this.room, entry.stamp(), by, entry.text(), null);
			case KICKED -> new RoomEvent.Kicked(this.room, entry.stamp(), by, by.withNick(entry.subject()), null,
					entry.text(), null);
			case TOPIC -> new RoomEvent.TopicChanged(this.room, entry.stamp(), by,
					new Topic(entry.text(), by.hostMask(), entry.stamp().time()), null);
			case REDACTED -> new RoomEvent.Redacted(this.room, entry.stamp(), by, entry.stamp().id(), "", null);
		};
	}

	/** A message that somebody wants to change. */
	Mono<HistoryEntry> message(long sequence) {
		return ((sequence > 0) ? this.store.find(this.key, sequence) : Mono.<HistoryEntry>empty())
			.filter((entry) -> entry.kind().isMessage() || entry.kind() == Kind.TAGS)
			.switchIfEmpty(
					Mono.error(() -> new RoomException(Reason.NO_SUCH_MESSAGE, "There is no such message to change")));
	}

	Mono<HistoryEntry> edit(HistoryEntry entry, String text, Instant when) {
		HistoryEntry edited = entry.edited(text, when);
		return this.store.replace(edited).thenReturn(edited);
	}

	Mono<Void> redact(HistoryEntry entry, Instant when) {
		return this.store.replace(entry.redacted(when));
	}

	static boolean isAuthor(HistoryEntry entry, Participant participant) {
		String account = participant.profile().account();
		return account != null && account.equals(entry.by().account());
	}

}
