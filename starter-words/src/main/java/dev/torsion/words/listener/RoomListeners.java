package dev.torsion.words.listener;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

import dev.torsion.mapping.MappedMethods;
import dev.torsion.net.PortListener;
import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.room.LiveParticipants;
import dev.torsion.words.room.LiveRooms;
import dev.torsion.words.room.RoomNames;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.SmartLifecycle;

/**
 * The methods of the application that are {@link dev.torsion.words.RoomListener
 * listeners}: they listen from before anybody comes in until the application stops.
 */
public final class RoomListeners implements SmartLifecycle {

	/** After the rooms that there always are, before anybody comes in. */
	public static final int PHASE = PortListener.PHASE - 1536;

	/** A start that hangs tells nobody why. */
	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final List<ListenerMethod> methods;

	private final LiveRooms rooms;

	private final LiveParticipants participants;

	private final ListenerSettings settings;

	private final Map<String, Participant> bots = new HashMap<>();

	private final ConcurrentMap<Room, ListenedRoom> listened = new ConcurrentHashMap<>();

	private final Disposable.Swap watching = Disposables.swap();

	private volatile boolean running;

	/**
	 * Finds the methods of the application.
	 * @param methods finds them
	 * @param rooms the rooms
	 * @param participants who is online
	 * @param settings how methods listen
	 * @throws FailureAnalyzedException if one listens to what is no room, or for nothing
	 */
	public RoomListeners(MappedMethods methods, LiveRooms rooms, LiveParticipants participants,
			ListenerSettings settings) {
		this.methods = ListenerMethod.of(methods.find(ListenerMethod.KIND), settings.maxName());
		this.rooms = rooms;
		this.participants = participants;
		this.settings = settings;
	}

	@Override
	public void start() {
		if (this.running || this.methods.isEmpty()) {
			return;
		}
		this.running = true;
		this.methods.forEach(this::arrive);
		this.watching.update(this.rooms.watch(this::listen));
		Flux.fromIterable(this.methods)
			.flatMapIterable(ListenerMethod::rooms)
			.concatMap(this.rooms::open)
			.blockLast(PATIENCE);
		this.rooms.all().forEach(this::listen);
	}

	private void arrive(ListenerMethod method) {
		String nick = method.nick();
		if (nick.isEmpty() || this.bots.containsKey(RoomNames.fold(nick))) {
			return;
		}
		Participant bot = this.participants.bot(nick);
		if (!this.participants.arrive(bot)) {
			throw new FailureAnalyzedException(method + " is called '" + nick + "', as somebody is who is online.",
					"Set another nickname. See @RoomListener.");
		}
		this.bots.put(RoomNames.fold(nick), bot);
	}

	private Participant bot(ListenerMethod method) {
		return this.bots.getOrDefault(RoomNames.fold(method.nick()), this.rooms.application());
	}

	private void listen(Room room) {
		List<ListenerMethod> methods = this.methods.stream().filter((method) -> method.listensTo(room)).toList();
		if (methods.isEmpty()) {
			return;
		}
		ListenedRoom begun = new ListenedRoom(room, visible(methods), visible(naming(methods, room)));
		if (this.listened.putIfAbsent(room, begun) == null) {
			begun.begin(
					methods.stream().map((method) -> new Listening(method, room, bot(method), this.settings)).toList(),
					() -> this.listened.remove(room));
		}
	}

	private static List<ListenerMethod> naming(List<ListenerMethod> methods, Room room) {
		return methods.stream()
			.filter((method) -> method.rooms()
				.stream()
				.anyMatch((name) -> RoomNames.fold(name).equals(RoomNames.fold(room.name()))))
			.toList();
	}

	private Set<Participant> visible(List<ListenerMethod> methods) {
		return methods.stream().filter((method) -> !method.nick().isEmpty()).map(this::bot).collect(Collectors.toSet());
	}

	@Override
	public void stop() {
		this.watching.update(Disposables.disposed());
		this.listened.values().forEach(ListenedRoom::end);
		this.listened.clear();
		this.bots.values().forEach((bot) -> this.participants.depart(bot, ""));
		this.bots.clear();
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
