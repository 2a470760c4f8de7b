package dev.torsion.words.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.HistoryQuery;
import dev.torsion.words.Member;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.RoomRules;
import dev.torsion.words.Stamp;
import dev.torsion.words.Topic;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryEntry;
import dev.torsion.words.history.RoomStore.StoredRoom;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A room of this server.
 */
final class LiveRoom implements Room {

	private final LiveRooms rooms;

	private final RoomContext context;

	private volatile String name;

	private final Instant created;

	private final SerialExecutor serial;

	private final Roll roll;

	private final RoomGuard guard;

	private final RoomConduct conduct;

	private final Audience audience;

	private final Stamps stamps;

	private final RoomHistory history;

	private final Feed<RoomEvent> events;

	private volatile Topic topic;

	private volatile @Nullable String founder;

	private volatile boolean lasting;

	private volatile Mono<Void> kept = Mono.empty();

	private boolean ended;

	LiveRoom(LiveRooms rooms, RoomContext context, Conversation conversation, StoredRoom stored, boolean lasting) {
		this.rooms = rooms;
		this.context = context;
		this.name = stored.name();
		this.created = stored.created();
		this.serial = new SerialExecutor(rooms.others());
		this.roll = new Roll(stored.lists());
		this.guard = new RoomGuard(this.roll, context.settings());
		this.conduct = new RoomConduct(this.roll, context.settings(), stored.rules());
		this.audience = new Audience(rooms.queues());
		this.stamps = new Stamps(conversation, context.clock());
		this.history = new RoomHistory(this, conversation.key(), context.history());
		this.events = new Feed<>(context.settings().eventBuffer(), context.listeners());
		this.topic = stored.topic();
		this.founder = stored.founder();
		this.lasting = lasting;
	}

	@Override
	public Mono<Member> join(Participant participant, @Nullable String key) {
		return call(participant, () -> {
			if (this.ended) {
				throw new RoomException(Reason.NO_SUCH_ROOM, "The room has gone");
			}
			this.guard.join(rules(), this.founder, participant, key, this.rooms.isInvited(participant, this));
			if (!participant.isOperator()) {
				this.context.policies().forEach((policy) -> policy.join(this, participant));
			}
			this.rooms.enter(participant, this);
			boolean first = this.roll.size() == 0 && !this.lasting;
			this.roll.put(participant, first ? EnumSet.of(Role.OPERATOR) : Set.of());
			this.audience.add(participant);
			happened(new RoomEvent.Joined(this, this.stamps.next(), participant.profile(), participant));
			String account = participant.profile().account();
			if (!first && account != null && account.equals(this.founder)) {
				apply(this.rooms.application(), List.of(new RoomChange.Grant(participant, Role.OPERATOR, true)));
			}
			return this.roll.member(participant);
		});
	}

	@Override
	public Mono<Void> part(Participant participant, String reason) {
		return call(participant, () -> {
			this.guard.member(participant);
			happened(
					new RoomEvent.Parted(this, this.stamps.next(), participant.profile(), reason(reason), participant));
			leave(participant);
			return null;
		});
	}

	/**
	 * Somebody goes, of which those who were there are told otherwise.
	 * @return who else is there
	 */
	Mono<List<Participant>> quit(Participant participant, String reason) {
		return call(participant, () -> {
			if (this.roll.member(participant) == null) {
				return List.of();
			}
			leave(participant);
			record(new RoomEvent.Quit(this, this.stamps.next(), participant.profile(), reason(reason), participant));
			return participants();
		});
	}

	List<Participant> participants() {
		return this.roll.members().stream().map(Member::participant).toList();
	}

	private void leave(Participant participant) {
		this.roll.remove(participant);
		this.audience.remove(participant);
		this.rooms.leave(participant, this);
		endIfLeft();
	}

	private void endIfLeft() {
		if (this.roll.size() == 0 && !this.lasting && !this.ended) {
			this.ended = true;
			this.rooms.ended(this);
			this.events.end();
		}
	}

	@Override
	public Mono<Message> say(Participant participant, Message message, Role minimum) {
		Mono<Message> said = call(participant, () -> {
			this.guard.speak(rules(), participant, message);
			Message allowed = message;
			if (!participant.isOperator()) {
				for (RoomPolicy policy : this.context.policies()) {
					allowed = policy.say(this, participant, allowed);
				}
			}
			Message stamped = allowed.said(this.stamps.next(), participant.profile());
			happened(new RoomEvent.Said(this, stamped, minimum, participant));
			return stamped;
		});
		Mono<Void> told = this.audience.ready();
		Mono<Void> recorded = this.kept;
		boolean atOnce = told == Mono.<Void>empty() && recorded == Mono.<Void>empty();
		return atOnce ? said : said.delayUntil((done) -> told.and(recorded));
	}

	@Override
	public Mono<Message> say(String text) {
		return say(this.rooms.application(), Message.of(text));
	}

	@Override
	public Mono<Message> edit(Participant participant, String message, String text) {
		if (text.isEmpty() || text.length() > this.context.settings().maxText()) {
			return Mono.error(() -> new RoomException(Reason.MALFORMED, "That is empty or too long"));
		}
		return call(participant, () -> {
			this.guard.speak(rules(), participant, Message.of(text));
			return this.stamps.sequence(message);
		}).flatMap(this.history::message).flatMap((entry) -> {
			if (!participant.isOperator() && !RoomHistory.isAuthor(entry, participant)) {
				return Mono.error(new RoomException(Reason.NOT_AN_OPERATOR, "That message is not yours"));
			}
			return this.history.edit(entry, text, this.context.clock().instant());
		}).map(HistoryEntry::message).flatMap((edited) -> call(participant, () -> {
			happened(new RoomEvent.Edited(this, this.stamps.next(), participant.profile(), edited, participant));
			return edited;
		}));
	}

	@Override
	public Mono<Void> redact(Participant participant, String message, String reason) {
		return call(participant, () -> this.stamps.sequence(message)).flatMap(this.history::message)
			.flatMap((entry) -> {
				if (!RoomHistory.isAuthor(entry, participant)) {
					this.guard.operator(participant, Role.OPERATOR);
				}
				return this.history.redact(entry, this.context.clock().instant()).thenReturn(entry.stamp().id());
			})
			.flatMap((id) -> call(participant, () -> {
				happened(new RoomEvent.Redacted(this, this.stamps.next(), participant.profile(), id, reason(reason),
						participant));
				return null;
			}));
	}

	@Override
	public Mono<Topic> setTopic(Participant participant, String text) {
		return call(participant, () -> {
			this.guard.setTopic(rules(), participant, text);
			Stamp stamp = this.stamps.next();
			this.topic = new Topic(text, participant.profile().hostMask(), stamp.time());
			happened(new RoomEvent.TopicChanged(this, stamp, participant.profile(), this.topic, participant));
			save();
			return this.topic;
		});
	}

	@Override
	public Mono<List<RoomChange>> change(Participant participant, List<RoomChange> changes) {
		return call(participant, () -> {
			changes.forEach((change) -> this.guard.change(participant, change));
			this.conduct.check(changes);
			return apply(participant, changes);
		});
	}

	private List<RoomChange> apply(Participant by, List<RoomChange> changes) {
		Stamp stamp = this.stamps.next();
		List<RoomChange> applied = new ArrayList<>();
		for (RoomChange change : changes) {
			RoomChange told = this.conduct.apply(change, by.profile().hostMask(), stamp);
			if (told != null) {
				applied.add(told);
			}
		}
		if (!applied.isEmpty()) {
			happened(new RoomEvent.RulesChanged(this, stamp, by.profile(), applied, by));
			save();
		}
		return applied;
	}

	@Override
	public Mono<Void> kick(Participant participant, Participant target, String reason) {
		return call(participant, () -> {
			this.guard.kick(participant, target);
			happened(new RoomEvent.Kicked(this, this.stamps.next(), participant.profile(), target.profile(), target,
					reason(reason), participant));
			leave(target);
			return null;
		});
	}

	@Override
	public Mono<Void> invite(Participant participant, Participant guest) {
		return call(participant, () -> {
			this.guard.invite(rules(), participant, guest);
			this.rooms.invite(guest, this);
			ChatEvent event = new ChatEvent.Invited(this, participant.profile(), guest.profile(),
					this.context.clock().instant(), participant);
			this.audience.tell(event, (other) -> other != participant && isAtLeast(other, Role.HALF_OPERATOR));
			this.rooms.queues().of(guest.eventLoop()).deliver(event, guest.door(), List.of(guest));
			return null;
		});
	}

	@Override
	public Mono<Void> rename(Participant participant, String name, String reason) {
		String key = Conversation.ofRoom(RoomNames.fold(name));
		boolean moved = !RoomNames.fold(name).equals(RoomNames.fold(this.name));
		return call(participant, () -> {
			this.guard.operator(participant, Role.OPERATOR);
			this.rooms.reserve(this, name);
			return Boolean.TRUE;
		}).flatMap((reserved) -> (moved ? this.history.rename(key) : Mono.<Void>empty())
			.then(Mono.defer(() -> call(participant, () -> renamed(participant, name, reason(reason), key))))
			.doOnError((ex) -> this.rooms.release(this, name)));
	}

	private @Nullable Void renamed(Participant by, String name, String reason, String key) {
		String before = this.name;
		if (this.ended) {
			throw new RoomException(Reason.NO_SUCH_ROOM, "The room has gone");
		}
		this.name = name;
		this.history.setKey(key);
		this.rooms.renamed(this, before);
		happened(new RoomEvent.Renamed(this, this.stamps.next(), by.profile(), before, reason, by));
		save();
		return null;
	}

	@Override
	public Mono<Void> setFounder(@Nullable String account) {
		return call(this.rooms.application(), () -> {
			this.founder = account;
			this.lasting = account != null || this.lasting && this.rooms.isOpened(this);
			if (this.lasting) {
				save();
			}
			else {
				this.rooms.forget(this);
				endIfLeft();
			}
			return null;
		});
	}

	/** Makes it stay, as the application has asked for it. */
	Mono<Void> open(@Nullable String role) {
		return call(this.rooms.application(), () -> {
			this.lasting = true;
			if (role != null) {
				this.conduct.setRole(role);
			}
			return null;
		});
	}

	private void happened(RoomEvent event) {
		record(event);
		if (event instanceof RoomEvent.Said said && said.minimum() != Role.MEMBER) {
			this.audience.tell(event, (other) -> other == event.origin() || isAtLeast(other, said.minimum()));
		}
		else {
			this.audience.tell(event);
		}
	}

	private void record(RoomEvent event) {
		this.kept = this.history.keep(event);
		this.context.bus().tell(event);
		this.events.tell(event);
	}

	private boolean isAtLeast(Participant participant, Role role) {
		Member member = this.roll.member(participant);
		return member != null && member.isAtLeast(role);
	}

	private String reason(String reason) {
		int longest = this.context.settings().maxReason();
		return (reason.length() > longest) ? reason.substring(0, longest) : reason;
	}

	private void save() {
		if (this.lasting) {
			this.rooms.save(stored());
		}
	}

	private StoredRoom stored() {
		return new StoredRoom(this.name, this.created, this.founder, this.topic, rules(), this.roll.entries());
	}

	private <T> Mono<T> call(Participant by, Supplier<? extends @Nullable T> work) {
		Outcome<T> outcome = new Outcome<>(work);
		this.serial.execute(outcome);
		return outcome.on(this.rooms.queues().of(by.eventLoop()));
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Topic topic() {
		return this.topic;
	}

	@Override
	public RoomRules rules() {
		return this.conduct.rules();
	}

	@Override
	public Instant created() {
		return this.created;
	}

	@Override
	public @Nullable String founder() {
		return this.founder;
	}

	@Override
	public List<Member> members() {
		return this.roll.members();
	}

	@Override
	public int size() {
		return this.roll.size();
	}

	@Override
	public @Nullable Member member(Participant participant) {
		return this.roll.member(participant);
	}

	@Override
	public boolean isVisibleTo(Participant participant) {
		RoomRules rules = rules();
		return participant.isOperator() || member(participant) != null
				|| !rules.has(RoomFlag.SECRET) && (rules.role() == null || participant.hasRole(rules.role()));
	}

	@Override
	public List<RoomChange.Entry> entries(RoomChange.MaskList list) {
		return this.roll.entries().getOrDefault(list, List.of());
	}

	@Override
	public Flux<RoomEvent> events() {
		return this.events.events();
	}

	@Override
	public Mono<List<RoomEvent>> history(HistoryQuery query) {
		return this.history.read(query);
	}

}
