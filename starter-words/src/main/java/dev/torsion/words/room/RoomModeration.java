package dev.torsion.words.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Role;
import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomRules;
import dev.torsion.words.Stamp;
import dev.torsion.words.Topic;
import dev.torsion.words.history.Conversation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What some members may do to a room, or to others there, and the application to it.
 */
final class RoomModeration {

	private final LiveRoom room;

	private final LiveRooms rooms;

	private final RoomCharter charter;

	private final RoomGuard guard;

	private final RoomRecord record;

	RoomModeration(LiveRoom room, LiveRooms rooms, RoomCharter charter, RoomGuard guard, RoomRecord record) {
		this.room = room;
		this.rooms = rooms;
		this.charter = charter;
		this.guard = guard;
		this.record = record;
	}

	Mono<Topic> setTopic(Participant participant, String text) {
		return this.room.call(participant, () -> {
			this.guard.setTopic(this.charter.rules(), participant, text);
			String allowed = this.room.allowed(participant, Message.of(text)).text();
			Stamp stamp = this.record.next();
			Topic topic = new Topic(allowed, participant.profile().hostMask(), stamp.time());
			this.charter.setTopic(topic);
			this.room.happened(new RoomEvent.TopicChanged(this.room, stamp, participant.profile(), topic, participant));
			return topic;
		});
	}

	Mono<List<RoomChange>> change(Participant participant, List<RoomChange> changes) {
		return this.room.call(participant, () -> {
			changes.forEach((change) -> this.guard.change(participant, change));
			this.charter.conduct().check(changes);
			return apply(participant, changes);
		});
	}

	/** As {@link #change}, of somebody who may, as a part of something else. */
	List<RoomChange> apply(Participant by, List<RoomChange> changes) {
		Instant time = this.record.now();
		List<RoomChange> applied = new ArrayList<>();
		for (RoomChange change : changes) {
			RoomChange told = this.charter.conduct().apply(change, by.profile().hostMask(), time);
			if (told != null) {
				applied.add(told);
			}
		}
		if (!applied.isEmpty()) {
			this.charter.save();
			this.room.happened(new RoomEvent.RulesChanged(this.room, this.record.next(), by.profile(), applied, by));
		}
		return applied;
	}

	Mono<Void> kick(Participant participant, Participant target, String reason) {
		return this.room.call(participant, () -> {
			this.guard.kick(participant, target);
			String why = this.guard.reason(reason);
			this.room.happened(new RoomEvent.Kicked(this.room, this.record.next(), participant.profile(),
					target.profile(), target, why, participant));
			this.room.leave(target);
			return null;
		});
	}

	Mono<Void> invite(Participant participant, Participant guest) {
		return this.room.call(participant, () -> {
			if (this.guard.invite(this.charter.rules(), participant, guest)) {
				this.rooms.invite(guest, this.room);
			}
			ChatEvent event = new ChatEvent.Invited(this.room, participant.profile(), guest.profile(),
					this.record.now(), participant);
			this.room.audience()
				.tell(event,
						(other) -> other != participant && this.charter.roll().isAtLeast(other, Role.HALF_OPERATOR));
			this.room.queue(guest).deliver(event, guest.door(), List.of(guest));
			return null;
		});
	}

	Mono<Void> rename(Participant participant, String name, String reason, RoomHistory history) {
		String key = Conversation.ofRoom(RoomNames.fold(name));
		boolean moved = !RoomNames.isSame(name, this.room.name());
		return this.room.call(participant, () -> {
			this.guard.operator(participant, Role.OPERATOR);
			this.rooms.reserve(this.room, name);
			return Boolean.TRUE;
		})
			.flatMap((reserved) -> (moved ? history.rename(key) : Mono.<Void>empty())
				.then(Mono.defer(() -> this.room.call(participant, () -> {
					history.setKey(key);
					return renamed(participant, name, this.guard.reason(reason));
				})))
				.doOnError((ex) -> this.rooms.release(this.room, name)));
	}

	private @Nullable Void renamed(Participant by, String name, String reason) {
		String before = this.charter.name();
		this.charter.rename(name);
		this.rooms.renamed(this.room, before);
		this.room.happened(new RoomEvent.Renamed(this.room, this.record.next(), by.profile(), before, reason, by));
		return null;
	}

	Mono<Void> setFounder(@Nullable String account) {
		return this.room.call(this.rooms.application(), () -> {
			this.charter.setFounder(account, this.rooms.isOpened(this.room));
			this.room.endIfLeft();
			return null;
		});
	}

	Mono<Void> open(UnaryOperator<RoomRules> change) {
		return this.room.call(this.rooms.application(), () -> {
			this.charter.stay();
			this.charter.conduct().change(change);
			return null;
		});
	}

}
