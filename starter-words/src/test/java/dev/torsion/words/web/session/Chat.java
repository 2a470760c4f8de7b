package dev.torsion.words.web.session;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.torsion.net.test.VirtualEventLoop;
import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryReadMarkers;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.room.ChatBus;
import dev.torsion.words.room.LiveParticipants;
import dev.torsion.words.room.LiveRooms;
import dev.torsion.words.room.RoomContext;
import dev.torsion.words.room.RoomSettings;
import dev.torsion.words.web.wire.CommandReader;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * Rooms without an application, and pages without a browser.
 */
final class Chat {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private static final RoomSettings SETTINGS = new RoomSettings(RoomSettings.Creation.ANYBODY,
			EnumSet.of(RoomFlag.NO_EXTERNAL, RoomFlag.TOPIC_PROTECTED), 100, 10, 100, 100, 50, 400, 300, 200, 100);

	private final LiveParticipants participants;

	private final LiveRooms rooms;

	private final WebDoor door;

	Chat() {
		this(new WebSettings("web", 16, 3, 5, 100, Duration.ofMillis(100)));
	}

	Chat(WebSettings settings) {
		RoomContext context = new RoomContext(SETTINGS, new MemoryHistoryStore(100, 100), new MemoryRoomStore(),
				List.of(), ChatBus.NONE, Clock.fixed(NOW, ZoneOffset.UTC), Schedulers.immediate());
		this.participants = new LiveParticipants("chat.example", context, new VirtualEventLoop());
		this.rooms = new LiveRooms(context, this.participants);
		this.door = new WebDoor(this.rooms, this.participants, new MemoryReadMarkers(100), new CommandReader(1000),
				settings);
	}

	LiveRooms rooms() {
		return this.rooms;
	}

	WebDoor door() {
		return this.door;
	}

	LiveParticipants participants() {
		return this.participants;
	}

	/** A room that there is. */
	Room room(String name) {
		return Objects.requireNonNull(this.rooms.find(name));
	}

	/** Somebody who is online. */
	Participant participant(String nick) {
		return Objects.requireNonNull(this.participants.find(nick));
	}

	/** A page of an account, or of a guest, that was welcomed. */
	Page page(@Nullable String account, String... roles) {
		Page page = stranger(account, roles);
		page.begin();
		page.heard();
		return page;
	}

	Page stranger(@Nullable String account, String... roles) {
		return new Page(this.door, new Visitor(account, Set.of(roles), InetAddress.getLoopbackAddress()));
	}

}
