package dev.torsion.words.room;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Role;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.history.HistoryEntry;
import reactor.core.publisher.Mono;

/**
 * What is said in a room, put differently and taken back.
 */
final class RoomSpeech {

	private final LiveRoom room;

	private final RoomContext context;

	private final RoomGuard guard;

	private final RoomHistory history;

	private final RoomRecord record;

	private final AtomicReference<CompletableFuture<Void>> changing = new AtomicReference<>(
			CompletableFuture.completedFuture(null));

	RoomSpeech(LiveRoom room, RoomContext context, RoomGuard guard, RoomHistory history, RoomRecord record) {
		this.room = room;
		this.context = context;
		this.guard = guard;
		this.history = history;
		this.record = record;
	}

	/** Whoever speaks waits for those who do not keep up with hearing it. */
	Mono<Message> say(Participant participant, Message message, Role minimum) {
		Mono<Message> said = this.room.call(participant, () -> {
			this.guard.speak(this.room.rules(), participant, message);
			Message stamped = allowed(participant, message).said(this.record.next(), participant.profile());
			this.room.happened(new RoomEvent.Said(this.room, stamped, minimum, participant));
			return stamped;
		});
		Mono<Void> told = this.room.audience().ready();
		Mono<Void> kept = this.record.kept();
		boolean atOnce = told == Mono.<Void>empty() && kept == Mono.<Void>empty();
		return atOnce ? said : this.room.queue(participant).hop(said.delayUntil((done) -> told.and(kept)));
	}

	/** What the policies let somebody say. */
	Message allowed(Participant participant, Message message) {
		Message allowed = message;
		if (!participant.isOperator()) {
			for (RoomPolicy policy : this.context.policies()) {
				allowed = policy.say(this.room, participant, allowed);
			}
		}
		return allowed;
	}

	Mono<Message> edit(Participant participant, String message, String text) {
		return change(participant, () -> this.room.call(participant, () -> {
			if (!Message.isLine(text)) {
				throw new RoomException(Reason.MALFORMED, "That is more than one line");
			}
			this.guard.speak(this.room.rules(), participant, Message.of(text));
			String allowed = allowed(participant, Message.of(text)).text();
			return this.history.message(this.record.sequence(message))
				.flatMap((entry) -> edit(participant, entry, allowed));
		}).flatMap((edit) -> edit).map(HistoryEntry::message).flatMap((edited) -> this.room.call(participant, () -> {
			this.room.happened(
					new RoomEvent.Edited(this.room, this.record.next(), participant.profile(), edited, participant));
			return edited;
		})));
	}

	private Mono<HistoryEntry> edit(Participant participant, HistoryEntry entry, String text) {
		return (participant.isOperator() || RoomHistory.isAuthor(entry, participant))
				? this.history.edit(entry, text, this.context.clock().instant())
				: Mono.error(new RoomException(Reason.NOT_AN_OPERATOR, "That message is not yours"));
	}

	Mono<Void> redact(Participant participant, String message, String reason) {
		return change(participant, () -> this.room.call(participant, () -> {
			this.guard.reason(reason);
			return this.record.sequence(message);
		})
			.flatMap(this.history::message)
			.flatMap((entry) -> redact(participant, entry))
			.flatMap((id) -> this.room.call(participant, () -> {
				this.room.happened(new RoomEvent.Redacted(this.room, this.record.next(), participant.profile(), id,
						this.guard.reason(reason), participant));
				return null;
			})));
	}

	private Mono<String> redact(Participant participant, HistoryEntry entry) {
		if (!RoomHistory.isAuthor(entry, participant)) {
			this.guard.operator(participant, Role.OPERATOR);
		}
		return this.history.redact(entry, this.context.clock().instant()).thenReturn(entry.stamp().id());
	}

	/**
	 * One after another, so that none brings back what another has taken away, and done
	 * whether or not anybody subscribes.
	 */
	private <T> Mono<T> change(Participant participant, Supplier<Mono<T>> change) {
		CompletableFuture<Void> mine = new CompletableFuture<>();
		CompletableFuture<T> changed = this.changing.getAndSet(mine)
			.thenCompose((nothing) -> change.get().toFuture())
			.whenComplete((done, failure) -> mine.complete(null));
		return this.room.queue(participant).hop(Mono.fromFuture(changed, true));
	}

}
