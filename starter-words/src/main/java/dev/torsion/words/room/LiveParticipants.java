package dev.torsion.words.room;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import dev.torsion.net.EventLoop;
import dev.torsion.words.ChatEvent;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Participants;
import dev.torsion.words.Profile;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.loop.Audience;
import dev.torsion.words.loop.Feed;
import dev.torsion.words.loop.LoopQueues;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who is online at this server.
 */
public final class LiveParticipants implements Participants {

	private static final Log logger = LogFactory.getLog(LiveParticipants.class);

	private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\x00]+");

	private final ConcurrentMap<String, Participant> nicks = new ConcurrentHashMap<>();

	private final ConcurrentMap<Participant, Presence> presences = new ConcurrentHashMap<>();

	private final AtomicInteger most = new AtomicInteger();

	private final List<Consumer<PresenceChange>> listeners = new CopyOnWriteArrayList<>();

	private final LoopQueues queues = new LoopQueues();

	private final Feed<PresenceChange> changes;

	private final Participant application;

	private final Whispers whispers;

	private final RoomSettings settings;

	private final List<RoomPolicy> policies;

	private final ChatBus bus;

	private final Clock clock;

	/**
	 * Creates an empty list.
	 * @param server the name of the server
	 * @param context what rooms and conversations have in common
	 * @param loop any loop, for what the application does
	 */
	public LiveParticipants(String server, RoomContext context, EventLoop loop) {
		this.application = new ServerParticipant(Profile.ofBot(server, server), loop);
		this.whispers = new Whispers(context, this.queues, loop::execute);
		this.changes = new Feed<>(context.settings().eventBuffer(), context.listeners());
		this.settings = context.settings();
		this.policies = context.policies();
		this.bus = context.bus();
		this.clock = context.clock();
	}

	@Override
	public @Nullable Participant find(String nick) {
		return this.nicks.get(RoomNames.fold(nick));
	}

	@Override
	public Collection<Participant> all() {
		return List.copyOf(this.presences.keySet());
	}

	@Override
	public int size() {
		return this.presences.size();
	}

	@Override
	public int most() {
		return this.most.get();
	}

	@Override
	public boolean arrive(Participant participant) {
		Profile profile = participant.profile();
		check(profile.nick());
		if (this.nicks.putIfAbsent(RoomNames.fold(profile.nick()), participant) != null) {
			return false;
		}
		this.presences.put(participant, new Presence(participant, now()));
		this.most.accumulateAndGet(this.presences.size(), Math::max);
		tell(new PresenceChange(null, profile, participant));
		admit(participant);
		return true;
	}

	private void check(String nick) {
		if (!RoomNames.isNick(nick, this.settings.maxName())) {
			throw new RoomException(Reason.MALFORMED, "Nobody may be called that");
		}
	}

	/** Known before it is asked for, so that who decides otherwise meanwhile finds it. */
	private void admit(Participant participant) {
		try {
			this.policies.forEach((policy) -> policy.online(participant));
		}
		catch (RoomException ex) {
			String reason = String.valueOf(ex.getMessage());
			participant.remove(reason);
			depart(participant, reason);
		}
	}

	@Override
	public @Nullable Instant since(Participant participant) {
		Presence presence = this.presences.get(participant);
		return (presence != null) ? presence.since() : null;
	}

	@Override
	public boolean change(Participant participant, UnaryOperator<Profile> change) {
		Profile before = participant.profile();
		Profile after = change.apply(before);
		check(after.nick());
		if (!this.presences.containsKey(participant)) {
			return false;
		}
		String old = RoomNames.fold(before.nick());
		String folded = RoomNames.fold(after.nick());
		if (!folded.equals(old) && this.nicks.putIfAbsent(folded, participant) != null) {
			return false;
		}
		participant.setProfile(after);
		if (!folded.equals(old)) {
			this.nicks.remove(old, participant);
		}
		if (!after.equals(before)) {
			Collection<Participant> told = new ArrayList<>(neighbours(participant));
			told.add(participant);
			tell(new ChatEvent.ProfileChanged(before, after, now(), participant), told);
			tell(new PresenceChange(before, after, participant));
			admit(participant);
		}
		return true;
	}

	private void tell(ChatEvent event, Collection<Participant> told) {
		try {
			this.bus.tell(event);
		}
		catch (RuntimeException ex) {
			logger.error("Failed to tell other nodes", ex);
		}
		Audience.of(told, this.queues).tell(event);
	}

	@Override
	public void depart(Participant participant, String reason) {
		Presence presence = this.presences.remove(participant);
		if (presence == null) {
			return;
		}
		Profile profile = participant.profile();
		String told = this.settings.shortened(LINE_BREAKS.matcher(reason).replaceAll(" "));
		Flux.fromIterable(presence.end())
			.flatMap((room) -> room.quit(participant, told))
			.collectList()
			.subscribe((others) -> departed(participant, profile, told, others));
	}

	private void departed(Participant participant, Profile profile, String reason, List<List<Participant>> others) {
		Set<Participant> told = Collections.newSetFromMap(new IdentityHashMap<>());
		others.forEach(told::addAll);
		tell(new ChatEvent.Departed(profile, reason, now(), participant), told);
		this.nicks.remove(RoomNames.fold(profile.nick()), participant);
		tell(new PresenceChange(profile, null, participant));
	}

	@Override
	public Collection<Participant> neighbours(Participant participant) {
		Set<Participant> neighbours = Collections.newSetFromMap(new IdentityHashMap<>());
		for (LiveRoom room : rooms(participant)) {
			neighbours.addAll(room.participants());
		}
		neighbours.remove(participant);
		return neighbours;
	}

	@Override
	public Mono<Message> whisper(Participant from, Participant to, Message message) {
		return this.whispers.whisper(from, to, message);
	}

	@Override
	public Mono<Void> redact(Participant by, Participant to, String message, String reason) {
		return this.whispers.redact(by, to, message, reason);
	}

	@Override
	public void catchUp(Participant participant) {
		this.queues.of(participant.eventLoop()).drainHere();
	}

	@Override
	public Flux<PresenceChange> changes() {
		return this.changes.events();
	}

	@Override
	public void listen(Consumer<PresenceChange> listener) {
		this.listeners.add(listener);
	}

	private void tell(PresenceChange change) {
		this.listeners.forEach((listener) -> listener.accept(change));
		this.changes.tell(change);
	}

	/**
	 * The application as a participant.
	 * @return the participant
	 */
	public Participant application() {
		return this.application;
	}

	/**
	 * Another part of the application that speaks under a nickname of its own. Like the
	 * application, it is above all rules, and hears nothing.
	 * @param nick the nickname
	 * @return the participant, which is to arrive
	 */
	public Participant bot(String nick) {
		return new ServerParticipant(Profile.ofBot(nick, this.application.profile().host()),
				this.application.eventLoop());
	}

	List<LiveRoom> rooms(Participant participant) {
		Presence presence = this.presences.get(participant);
		return (presence != null) ? presence.rooms() : List.of();
	}

	LoopQueues queues() {
		return this.queues;
	}

	void enter(Participant participant, LiveRoom room, int most) {
		Presence presence = this.presences.get(participant);
		Presence.Entry entry = (presence != null) ? presence.enter(room, most) : Presence.Entry.GONE;
		if (entry == Presence.Entry.TOO_MANY) {
			throw new RoomException(Reason.TOO_MANY_ROOMS, "You are in as many rooms as you may be");
		}
		if (entry == Presence.Entry.GONE) {
			throw new RoomException(Reason.UNAVAILABLE, "You are not online");
		}
	}

	List<LiveRoom> invitations(Participant participant) {
		Presence presence = this.presences.get(participant);
		return (presence != null) ? presence.invitations() : List.of();
	}

	void invite(Participant guest, LiveRoom room) {
		Presence presence = this.presences.get(guest);
		if (presence != null) {
			presence.invite(room);
		}
	}

	void leave(Participant participant, LiveRoom room) {
		Presence presence = this.presences.get(participant);
		if (presence != null) {
			presence.leave(room);
		}
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.clock.millis());
	}

}
