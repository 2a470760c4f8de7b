package dev.torsion.words.room;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.RoomRules;
import dev.torsion.words.Rooms;
import dev.torsion.words.Topic;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.RoomStore.StoredRoom;
import dev.torsion.words.loop.LoopQueues;
import dev.torsion.words.room.RoomSettings.Creation;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * The rooms of this server.
 */
public final class LiveRooms implements Rooms {

	private static final int ATTEMPTS = 10;

	private final ConcurrentMap<String, LiveRoom> rooms = new ConcurrentHashMap<>();

	private final Set<String> opened = ConcurrentHashMap.newKeySet();

	private final List<Consumer<? super Room>> watchers = new CopyOnWriteArrayList<>();

	private final RoomContext context;

	private final LiveParticipants participants;

	/**
	 * Creates rooms.
	 * @param context what all rooms have in common
	 * @param participants who is online
	 */
	public LiveRooms(RoomContext context, LiveParticipants participants) {
		this.context = context;
		this.participants = participants;
	}

	/**
	 * Brings back the rooms that are kept.
	 * @return completes when they are there
	 */
	public Mono<Void> load() {
		return this.context.store().all().concatMap((stored) -> make(stored, true)).then();
	}

	@Override
	public @Nullable Room find(String name) {
		return this.rooms.get(RoomNames.fold(name));
	}

	@Override
	public Collection<Room> all() {
		return List.copyOf(this.rooms.values());
	}

	@Override
	public Collection<Room> of(Participant participant) {
		return List.copyOf(this.participants.rooms(participant));
	}

	@Override
	public Collection<Room> invitations(Participant participant) {
		return this.participants.invitations(participant)
			.stream()
			.filter((room) -> find(room.name()) == room)
			.map((room) -> (Room) room)
			.toList();
	}

	@Override
	public Mono<Room> join(String name, Participant participant, @Nullable String key) {
		return join(name, participant, key, ATTEMPTS);
	}

	/** A room may go while somebody comes in. */
	private Mono<Room> join(String name, Participant participant, @Nullable String key, int attempts) {
		LiveRoom there = this.rooms.get(RoomNames.fold(name));
		Mono<LiveRoom> room = (there != null) ? Mono.just(there) : create(name, participant);
		return room.flatMap((found) -> found.join(participant, key).thenReturn((Room) found))
			.onErrorResume((ex) -> attempts > 1 && hasGone(ex), (ex) -> join(name, participant, key, attempts - 1));
	}

	private Mono<LiveRoom> create(String name, Participant participant) {
		if (!RoomNames.isRoom(name, this.context.settings().maxName())) {
			return Mono.error(() -> new RoomException(Reason.BAD_NAME, "No room may be called that"));
		}
		Creation creation = this.context.settings().creation();
		boolean allowed = participant.isOperator() || creation == Creation.ANYBODY
				|| creation == Creation.ACCOUNTS && participant.profile().account() != null;
		if (!allowed || this.rooms.size() >= this.context.settings().maxRooms()) {
			return Mono.error(() -> new RoomException(Reason.NO_NEW_ROOMS, "No new rooms are made"));
		}
		return make(blank(name), false);
	}

	private StoredRoom blank(String name) {
		RoomRules rules = new RoomRules(this.context.settings().flags(), null, 0, null);
		Instant now = Instant.ofEpochMilli(this.context.clock().millis());
		return new StoredRoom(name, now, null, Topic.NONE, rules, Map.of());
	}

	private Mono<LiveRoom> make(StoredRoom stored, boolean lasting) {
		String folded = RoomNames.fold(stored.name());
		return this.context.history().open(Conversation.ofRoom(folded)).map((conversation) -> {
			LiveRoom made = new LiveRoom(this, this.context, conversation, stored, lasting);
			LiveRoom other = this.rooms.putIfAbsent(folded, made);
			if (other == null && !lasting && this.rooms.size() > this.context.settings().maxRooms()) {
				made.discard();
				throw new RoomException(Reason.NO_NEW_ROOMS, "No new rooms are made");
			}
			return (other != null) ? other : made;
		});
	}

	@Override
	public Mono<Room> open(String name) {
		return open(name, UnaryOperator.identity(), ATTEMPTS);
	}

	/**
	 * Makes a room that stays, or finds it.
	 * @param name its name
	 * @param role the role that is asked for from who comes in, {@code null} for none
	 * @return the room
	 */
	public Mono<Room> open(String name, @Nullable String role) {
		return open(name, (rules) -> new RoomRules(rules.flags(), rules.key(), rules.limit(), role), ATTEMPTS);
	}

	private Mono<Room> open(String name, UnaryOperator<RoomRules> change, int attempts) {
		if (!RoomNames.isRoom(name, this.context.settings().maxName())) {
			return Mono.error(() -> new RoomException(Reason.BAD_NAME, "No room may be called '" + name + "'"));
		}
		this.opened.add(RoomNames.fold(name));
		LiveRoom there = this.rooms.get(RoomNames.fold(name));
		return ((there != null) ? Mono.just(there) : make(blank(name), true))
			.flatMap((room) -> room.open(change).thenReturn((Room) room))
			.onErrorResume((ex) -> attempts > 1 && hasGone(ex), (ex) -> open(name, change, attempts - 1));
	}

	private static boolean hasGone(Throwable ex) {
		return ex instanceof RoomException failure && failure.reason() == Reason.NO_SUCH_ROOM;
	}

	/**
	 * Tells of rooms that come: of each at least once, before the first thing happens in
	 * it, and of those that are there already as soon as something does.
	 * @param watcher is told, by any thread; must not block
	 * @return tells it no more when it is disposed of
	 */
	public Disposable watch(Consumer<? super Room> watcher) {
		this.watchers.add(watcher);
		return () -> this.watchers.remove(watcher);
	}

	void begun(Room room) {
		this.watchers.forEach((watcher) -> watcher.accept(room));
	}

	@Override
	public Participant application() {
		return this.participants.application();
	}

	LoopQueues queues() {
		return this.participants.queues();
	}

	Executor others() {
		return this.participants.application().eventLoop()::execute;
	}

	void enter(Participant participant, LiveRoom room) {
		this.participants.enter(participant, room,
				participant.isOperator() ? Integer.MAX_VALUE : this.context.settings().maxRoomsEach());
	}

	void invite(Participant guest, LiveRoom room) {
		this.participants.invite(guest, room);
	}

	boolean isInvited(Participant participant, LiveRoom room) {
		return this.participants.invitations(participant).contains(room);
	}

	void leave(Participant participant, LiveRoom room) {
		this.participants.leave(participant, room);
	}

	/** A name that no other room gets from now on. */
	void reserve(LiveRoom room, String name) {
		if (!RoomNames.isRoom(name, this.context.settings().maxName())) {
			throw new RoomException(Reason.BAD_NAME, "No room may be called that");
		}
		LiveRoom other = this.rooms.putIfAbsent(RoomNames.fold(name), room);
		if (other != null && other != room) {
			throw new RoomException(Reason.NO_NEW_ROOMS, "There is a room of that name");
		}
	}

	void release(LiveRoom room, String name) {
		if (!RoomNames.isSame(name, room.name())) {
			this.rooms.remove(RoomNames.fold(name), room);
		}
	}

	void renamed(LiveRoom room, String before) {
		if (!RoomNames.isSame(before, room.name())) {
			this.rooms.remove(RoomNames.fold(before), room);
			if (this.opened.remove(RoomNames.fold(before))) {
				this.opened.add(RoomNames.fold(room.name()));
			}
		}
	}

	void ended(LiveRoom room) {
		this.rooms.remove(RoomNames.fold(room.name()), room);
	}

	boolean isOpened(LiveRoom room) {
		return this.opened.contains(RoomNames.fold(room.name()));
	}

}
