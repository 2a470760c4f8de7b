package dev.torsion.words.autoconfigure;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.net.PortListener;
import dev.torsion.words.Message;
import dev.torsion.words.Room;
import dev.torsion.words.Topic;
import dev.torsion.words.autoconfigure.WordsProperties.ConfiguredRoom;
import dev.torsion.words.room.LiveRooms;
import dev.torsion.words.room.RoomNames;
import dev.torsion.words.room.RoomSettings;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.SmartLifecycle;

/**
 * Brings back the rooms that are kept, and makes those of {@code network.words.rooms},
 * before anybody comes in.
 */
final class ConfiguredRooms implements SmartLifecycle {

	/** Before Boot's web server and all other listeners. */
	static final int PHASE = PortListener.PHASE - 2048;

	/** A start that hangs tells nobody why. */
	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final LiveRooms rooms;

	private final List<ConfiguredRoom> configured;

	private volatile boolean running;

	ConfiguredRooms(LiveRooms rooms, List<ConfiguredRoom> configured, RoomSettings settings) {
		this.rooms = rooms;
		this.configured = configured;
		Set<String> names = new HashSet<>();
		for (ConfiguredRoom room : configured) {
			check(room, settings);
			if (!names.add(RoomNames.fold(room.name()))) {
				throw failure("has '" + room.name() + "' twice", "Take one of them away.");
			}
		}
	}

	private static void check(ConfiguredRoom room, RoomSettings settings) {
		if (!RoomNames.isRoom(room.name(), settings.maxName())) {
			throw failure("has '" + room.name() + "', which no room can be called",
					"Name it without spaces and any of , * ? : @ ! %, with " + settings.maxName()
							+ " characters at most.");
		}
		String topic = room.topic();
		if (topic != null && (topic.length() > settings.maxTopic() || !Message.isLine(topic))) {
			throw failure("has a topic for '" + room.name() + "' that is longer than a topic may be",
					"Set one line with " + settings.maxTopic() + " characters at most.");
		}
	}

	private static FailureAnalyzedException failure(String what, String action) {
		return new FailureAnalyzedException("network.words.rooms " + what + ".", action);
	}

	@Override
	public void start() {
		this.rooms.load().thenMany(Flux.fromIterable(this.configured).concatMap(this::open)).then().block(PATIENCE);
		this.running = true;
	}

	private Mono<Void> open(ConfiguredRoom room) {
		return this.rooms.open(room.name(), room.role()).flatMap((opened) -> setTopic(opened, room.topic()));
	}

	/** What operators of the room have set stays. */
	private Mono<Void> setTopic(Room room, @Nullable String text) {
		String application = this.rooms.application().profile().hostMask();
		Topic topic = room.topic();
		boolean ours = topic.text().isEmpty() || topic.by().equals(application);
		return (text == null || !ours || topic.text().equals(text)) ? Mono.empty()
				: room.setTopic(this.rooms.application(), text).then();
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
