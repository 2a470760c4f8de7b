package dev.torsion.words.room;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

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
import dev.torsion.words.RoomRules;
import dev.torsion.words.Topic;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.RoomStore.StoredRoom;
import dev.torsion.words.loop.Audience;
import dev.torsion.words.loop.LoopQueue;
import dev.torsion.words.loop.SerialExecutor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A room of this server.
 */
final class LiveRoom implements Room {

	private final LiveRooms rooms;

	private final SerialExecutor serial;

	private final RoomCharter charter;

	private final Roll roll;

	private final RoomGuard guard;

	private final Audience audience;

	private final RoomHistory history;

	private final RoomRecord record;

	private final RoomSpeech speech;

	private final RoomModeration moderation;

	private boolean begun;

	private boolean ended;

	LiveRoom(LiveRooms rooms, RoomContext context, Conversation conversation, StoredRoom stored, boolean lasting) {
		this.rooms = rooms;
		this.serial = new SerialExecutor(rooms.others());
		this.charter = new RoomCharter(stored, context.settings(), context.store(), lasting);
		this.roll = this.charter.roll();
		this.guard = new RoomGuard(this.roll, context);
		this.audience = new Audience(rooms.queues());
		this.history = new RoomHistory(this, conversation.key(), context.history());
		this.record = new RoomRecord(context, this.history, conversation);
		this.speech = new RoomSpeech(this, context, this.guard, this.history, this.record);
		this.moderation = new RoomModeration(this, rooms, this.charter, this.guard, this.record);
	}

	@Override
	public Mono<Member> join(Participant participant, @Nullable String key) {
		return call(participant, () -> {
			try {
				return enter(participant, key);
			}
			finally {
				endIfLeft();
			}
		});
	}

	private @Nullable Member enter(Participant participant, @Nullable String key) {
		this.guard.join(this, participant, key, this.rooms.isInvited(participant, this));
		this.rooms.enter(participant, this);
		boolean first = this.roll.size() == 0 && !this.charter.isLasting();
		this.roll.put(participant, first ? EnumSet.of(Role.OPERATOR) : Set.of());
		this.audience.add(participant);
		happened(new RoomEvent.Joined(this, this.record.next(), participant.profile(), participant));
		if (!first && this.charter.isFounder(participant.profile().account())) {
			this.moderation.apply(this.rooms.application(),
					List.of(new RoomChange.Grant(participant, Role.OPERATOR, true)));
		}
		return this.roll.member(participant);
	}

	@Override
	public Mono<Void> part(Participant participant, String reason) {
		return call(participant, () -> {
			this.guard.member(participant);
			String why = this.guard.reason(reason);
			happened(new RoomEvent.Parted(this, this.record.next(), participant.profile(), why, participant));
			leave(participant);
			return null;
		});
	}

	/**
	 * Somebody goes, of which those who were there are told otherwise.
	 * @return who else is there
	 */
	Mono<List<Participant>> quit(Participant participant, String reason) {
		return this.serial.call(() -> {
			if (this.roll.member(participant) == null) {
				return List.of();
			}
			this.record.add(new RoomEvent.Quit(this, this.record.next(), participant.profile(), reason, participant));
			leave(participant);
			return participants();
		}, queue(participant));
	}

	List<Participant> participants() {
		return this.roll.members().stream().map(Member::participant).toList();
	}

	void leave(Participant participant) {
		this.roll.remove(participant);
		this.audience.remove(participant);
		this.rooms.leave(participant, this);
		endIfLeft();
	}

	void endIfLeft() {
		if (this.roll.size() == 0 && !this.charter.isLasting() && !this.ended) {
			this.ended = true;
			this.rooms.ended(this);
			this.record.end();
		}
	}

	@Override
	public Mono<Message> say(Participant participant, Message message, Role minimum) {
		return this.speech.say(participant, message, minimum);
	}

	@Override
	public Mono<Message> say(String text) {
		return say(this.rooms.application(), Message.of(text));
	}

	@Override
	public Mono<Message> edit(Participant participant, String message, String text) {
		return this.speech.edit(participant, message, text);
	}

	@Override
	public Mono<Void> redact(Participant participant, String message, String reason) {
		return this.speech.redact(participant, message, reason);
	}

	@Override
	public Mono<Topic> setTopic(Participant participant, String text) {
		return this.moderation.setTopic(participant, text);
	}

	@Override
	public Mono<List<RoomChange>> change(Participant participant, List<RoomChange> changes) {
		return this.moderation.change(participant, changes);
	}

	@Override
	public Mono<Void> kick(Participant participant, Participant target, String reason) {
		return this.moderation.kick(participant, target, reason);
	}

	@Override
	public Mono<Void> invite(Participant participant, Participant guest) {
		return this.moderation.invite(participant, guest);
	}

	@Override
	public Mono<Void> rename(Participant participant, String name, String reason) {
		return this.moderation.rename(participant, name, reason, this.history);
	}

	@Override
	public Mono<Void> setFounder(@Nullable String account) {
		return this.moderation.setFounder(account);
	}

	/** Makes it stay, as the application has asked for it. */
	Mono<Void> open(UnaryOperator<RoomRules> change) {
		return this.moderation.open(change);
	}

	/** Ends a room that should not have been made, unless somebody has come in. */
	void discard() {
		this.serial.call(() -> {
			endIfLeft();
			return null;
		}, queue(this.rooms.application()));
	}

	void happened(RoomEvent event) {
		this.record.add(event);
		if (event instanceof RoomEvent.Said said && said.minimum() != Role.MEMBER) {
			this.audience.tell(event, (other) -> other == event.origin() || this.roll.isAtLeast(other, said.minimum()));
		}
		else {
			this.audience.tell(event);
		}
	}

	Message allowed(Participant participant, Message message) {
		return this.speech.allowed(participant, message);
	}

	Audience audience() {
		return this.audience;
	}

	LoopQueue queue(Participant participant) {
		return this.rooms.queues().of(participant.eventLoop());
	}

	/**
	 * Does something as soon as nothing else is done, if there still is the room then.
	 */
	<T> Mono<T> call(Participant by, Supplier<? extends @Nullable T> work) {
		return this.serial.call(() -> {
			if (this.ended) {
				throw new RoomException(Reason.NO_SUCH_ROOM, "The room has gone");
			}
			if (!this.begun) {
				this.begun = true;
				this.rooms.begun(this);
			}
			return work.get();
		}, queue(by));
	}

	@Override
	public String name() {
		return this.charter.name();
	}

	@Override
	public Topic topic() {
		return this.charter.topic();
	}

	@Override
	public RoomRules rules() {
		return this.charter.rules();
	}

	@Override
	public Instant created() {
		return this.charter.created();
	}

	@Override
	public @Nullable String founder() {
		return this.charter.founder();
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
		return this.guard.isVisible(rules(), participant);
	}

	@Override
	public List<RoomChange.Entry> entries(RoomChange.MaskList list) {
		return this.roll.entries().getOrDefault(list, List.of());
	}

	@Override
	public Flux<RoomEvent> events() {
		return this.record.events();
	}

	@Override
	public Mono<List<RoomEvent>> history(HistoryQuery query) {
		return this.history.read(query);
	}

}
