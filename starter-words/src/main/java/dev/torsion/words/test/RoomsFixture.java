package dev.torsion.words.test;

import java.time.Duration;
import java.util.List;

import dev.torsion.mapping.MappedMethods;
import dev.torsion.net.test.VirtualEventLoop;
import dev.torsion.words.Participants;
import dev.torsion.words.Room;
import dev.torsion.words.Rooms;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.history.RoomStore;
import dev.torsion.words.listener.ListenerSettings;
import dev.torsion.words.listener.RoomListeners;
import dev.torsion.words.room.ChatBus;
import dev.torsion.words.room.LiveParticipants;
import dev.torsion.words.room.LiveRooms;
import dev.torsion.words.room.RoomContext;
import dev.torsion.words.room.RoomPolicy;
import dev.torsion.words.room.RoomSettings;
import reactor.core.Disposable;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Rooms in memory, whose time stands still until {@link #advance} moves it. All that is
 * done in them, and all that listeners do, is done before the call returns. For one
 * thread, the test's.
 */
public final class RoomsFixture {

	private static final int KEPT = 1000;

	private static final int CONCURRENCY = 16;

	private final VirtualEventLoop loop = new VirtualEventLoop();

	private final LiveParticipants participants;

	private final LiveRooms rooms;

	private final ListenerSettings listening;

	/**
	 * Rooms with the limits that an application has by default.
	 * @param policies what has a say
	 */
	public RoomsFixture(RoomPolicy... policies) {
		this(RoomSettings.ofDefaults(), policies);
	}

	/**
	 * Rooms with other limits.
	 * @param settings the limits
	 * @param policies what has a say
	 */
	public RoomsFixture(RoomSettings settings, RoomPolicy... policies) {
		this(settings, new MemoryHistoryStore(KEPT, KEPT), new MemoryRoomStore(), List.of(policies));
	}

	/**
	 * Rooms that are kept elsewhere.
	 * @param settings the limits
	 * @param history keeps what happens
	 * @param store keeps rooms that stay
	 * @param policies what has a say
	 */
	public RoomsFixture(RoomSettings settings, HistoryStore history, RoomStore store, List<RoomPolicy> policies) {
		RoomContext context = new RoomContext(settings, history, store, policies, ChatBus.NONE,
				new VirtualClock(this.loop), this.loop.scheduler());
		this.participants = new LiveParticipants("chat.example.org", context, this.loop);
		this.rooms = new LiveRooms(context, this.participants);
		this.listening = new ListenerSettings(CONCURRENCY, settings.maxName(), this.loop.scheduler());
	}

	/**
	 * The rooms.
	 * @return the rooms
	 */
	public Rooms rooms() {
		return this.rooms;
	}

	/**
	 * Who is online.
	 * @return the participants
	 */
	public Participants participants() {
		return this.participants;
	}

	/**
	 * The loop of everybody.
	 * @return the loop
	 */
	public VirtualEventLoop eventLoop() {
		return this.loop;
	}

	/**
	 * A room, which is made if there is none, and stays.
	 * @param name its name
	 * @return the room
	 */
	public Room room(String name) {
		return this.rooms.open(name).blockOptional().orElseThrow();
	}

	/**
	 * Somebody comes online.
	 * @param nick its nickname
	 * @return the participant
	 */
	public RecordingParticipant arrive(String nick) {
		return arrive(new RecordingParticipant(nick, this.loop));
	}

	/**
	 * Somebody who has logged in comes online.
	 * @param nick its nickname
	 * @param account its account
	 * @param roles the roles of the account, without {@code ROLE_}
	 * @return the participant
	 */
	public RecordingParticipant arrive(String nick, String account, String... roles) {
		return arrive(new RecordingParticipant(nick, this.loop).withAccount(account, roles));
	}

	/**
	 * Somebody comes online.
	 * @param participant who
	 * @return the same
	 * @throws IllegalStateException if somebody else has its nickname
	 */
	public RecordingParticipant arrive(RecordingParticipant participant) {
		if (!this.participants.arrive(participant)) {
			throw new IllegalStateException("There is a " + participant + " already");
		}
		return participant;
	}

	/**
	 * Lets the methods of beans listen that are {@link dev.torsion.words.RoomListener
	 * listeners}. They are called without proxies, and what may block is done at once.
	 * @param beans the beans
	 * @return listens until it is disposed of
	 */
	public Disposable listen(Object... beans) {
		DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
		for (Object bean : beans) {
			factory.registerSingleton(bean.getClass().getName() + "#" + factory.getSingletonCount(), bean);
		}
		RoomListeners listeners = new RoomListeners(new MappedMethods(factory, this.loop, List.of()), this.rooms,
				this.participants, this.listening);
		listeners.start();
		return listeners::stop;
	}

	/**
	 * Time goes on.
	 * @param time how long
	 */
	public void advance(Duration time) {
		this.loop.advance(time);
	}

}
