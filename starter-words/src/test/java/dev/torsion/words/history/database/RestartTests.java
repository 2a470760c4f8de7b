package dev.torsion.words.history.database;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import dev.torsion.net.test.VirtualEventLoop;
import dev.torsion.words.HistoryQuery;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.moderation.Visitor;
import dev.torsion.words.history.RoomStore.StoredRoom;
import dev.torsion.words.room.ChatBus;
import dev.torsion.words.room.LiveParticipants;
import dev.torsion.words.room.LiveRooms;
import dev.torsion.words.room.RoomContext;
import dev.torsion.words.room.RoomSettings;
import dev.torsion.words.room.RoomSettings.Creation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Rooms that live, on stores in a database, when the application ends and begins again.
 */
@Timeout(120)
class RestartTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final WordsDatabase TABLES = WordsDatabase.h2(WordsDatabase.history());

	private final Set<String> identifiers = new HashSet<>();

	private int said;

	@AfterAll
	static void close() {
		TABLES.close();
	}

	@Test
	void givesEveryMessageAnIdentifierOfItsOwnAndFindsItByThat() {
		Message first;
		try (Server server = new Server()) {
			Room room = server.join(Visitor.of("joe", "joe", null));
			first = say(room, server.joe, "first");
			server.chatter(room);
		}
		try (Server server = new Server()) {
			Room room = server.join(Visitor.of("joe2", "joe", null));
			say(room, server.joe, "second");
			server.chatter(room);
			assertThat(texts(room)).containsExactly("first", "chat", "second", "chat");
			room.edit(server.joe, first.id(), "better").block(LIMIT);
			Message whisper = server.whisper();
			assertThat(this.identifiers.add(whisper.id())).isTrue();
			assertThat(texts(room)).containsExactly("better", "chat", "second", "chat");
		}
		try (Server server = new Server()) {
			Room room = server.join(Visitor.of("joe", "joe", null));
			assertThat(texts(room)).containsExactly("better", "chat", "second", "chat");
			server.chatter(room);
			assertThat(this.identifiers.add(server.whisper().id())).isTrue();
		}
		assertThat(this.identifiers).hasSize(this.said + 2);
	}

	@Test
	void bringsBackRoomsThatStay() {
		try (Server server = new Server()) {
			Room room = Objects.requireNonNull(server.rooms.open("Staying").block(LIMIT));
			Participant application = server.rooms.application();
			room.setTopic(application, "Welcome").block(LIMIT);
			for (int i = 0; i < 20; i++) {
				room.change(application, List.of(new RoomChange.Listing(RoomChange.MaskList.BAN, "joe" + i, true)))
					.block(LIMIT);
			}
			room.change(application, List.of(new RoomChange.Flag(RoomFlag.SECRET, true))).block(LIMIT);
			room.setFounder("joe").block(LIMIT);
			server.saved((all) -> all.size() == 1 && "joe".equals(all.get(0).founder()));
		}
		try (Server server = new Server()) {
			Room room = Objects.requireNonNull(server.rooms.find("staying"));
			assertThat(room.name()).isEqualTo("Staying");
			assertThat(room.topic().text()).isEqualTo("Welcome");
			assertThat(room.founder()).isEqualTo("joe");
			assertThat(room.rules().has(RoomFlag.SECRET)).isTrue();
			assertThat(room.entries(RoomChange.MaskList.BAN)).hasSize(20);
			room.setFounder(null).block(LIMIT);
			server.saved(List::isEmpty);
		}
		try (Server server = new Server()) {
			assertThat(server.rooms.find("staying")).isNull();
		}
	}

	@Test
	void losesNothingOfMoreRoomsThanMemoryHasConversationsFor() {
		try (Server server = new Server(new MemoryHistoryStore(3, 10))) {
			Visitor joe = Visitor.of("joe", "joe", null);
			server.participants.arrive(joe);
			for (int i = 0; i < 10; i++) {
				Objects.requireNonNull(server.rooms.join("room" + i, joe, null).block(LIMIT));
			}
			for (int i = 0; i < 10; i++) {
				Room room = Objects.requireNonNull(server.rooms.find("room" + i));
				say(room, joe, "hello");
				assertThat(texts(room)).containsExactly("hello");
			}
			assertThat(this.identifiers).hasSize(10);
		}
	}

	private Message say(Room room, Participant participant, String text) {
		Message message = Objects.requireNonNull(room.say(participant, Message.of(text)).block(LIMIT));
		this.identifiers.add(message.id());
		this.said++;
		return message;
	}

	private static List<String> texts(Room room) {
		return Objects.requireNonNull(room.history(HistoryQuery.last(100)).block(LIMIT))
			.stream()
			.map((event) -> ((RoomEvent.Said) event).message().text())
			.toList();
	}

	private final class Server implements AutoCloseable {

		private final LiveParticipants participants;

		private final LiveRooms rooms;

		private final HistoryStore history;

		private final R2dbcRoomStore store = new R2dbcRoomStore(TABLES.database());

		private Visitor joe = Visitor.of("nobody", null, null);

		Server() {
			this(new R2dbcHistoryStore(TABLES.database(), 1000, 1000, Schedulers.parallel()));
		}

		Server(HistoryStore history) {
			RoomSettings settings = new RoomSettings(Creation.ANYBODY, Set.of(), 100, 100, 100, 100, 50, 400, 400, 400,
					100);
			this.history = history;
			RoomContext context = new RoomContext(settings, history, this.store, List.of(), ChatBus.NONE,
					Clock.systemUTC(), Schedulers.parallel());
			this.participants = new LiveParticipants("chat.example", context, new VirtualEventLoop());
			this.rooms = new LiveRooms(context, this.participants);
			this.rooms.load().block(LIMIT);
		}

		Room join(Visitor visitor) {
			this.joe = visitor;
			this.participants.arrive(visitor);
			return Objects.requireNonNull(this.rooms.join("lobby", visitor, null).block(LIMIT));
		}

		/** Typing is not kept, and has identifiers all the same. */
		void chatter(Room room) {
			say(room, this.joe, "chat");
			for (int i = 0; i < 5; i++) {
				Message typing = Message.of(Message.Type.TAGS, "", Map.of("+typing", "active"));
				RestartTests.this.identifiers
					.add(Objects.requireNonNull(room.say(this.joe, typing, Role.MEMBER).block(LIMIT)).id());
				RestartTests.this.said++;
			}
		}

		Message whisper() {
			Visitor bob = Visitor.of("bob", "bob", null);
			this.participants.arrive(bob);
			return Objects.requireNonNull(this.participants.whisper(this.joe, bob, Message.of("psst")).block(LIMIT));
		}

		/** What is not yet saved is soon. */
		void saved(Predicate<List<StoredRoom>> all) {
			await().until(() -> all.test(this.store.all().collectList().block(LIMIT)));
		}

		@Override
		public void close() {
			if (this.history instanceof R2dbcHistoryStore database) {
				database.close();
			}
		}

	}

}
