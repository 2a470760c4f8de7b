package dev.torsion.words.moderation.rate;

import java.util.function.LongSupplier;

import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.room.RoomNames;
import dev.torsion.words.room.RoomPolicy;

import org.springframework.core.Ordered;

/**
 * Limits how much is said by one participant in a room, by all of them there, and by one
 * to others alone. All who have logged in to one account are one; programs of the
 * application are not limited.
 */
public final class RatePolicy implements RoomPolicy, Ordered {

	private final Buckets members;

	private final Buckets rooms;

	private final Buckets whispers;

	/**
	 * Creates the policy.
	 * @param rates how much may be said
	 * @param nanoTime the time, as {@link System#nanoTime()} has it
	 */
	public RatePolicy(SpeechRates rates, LongSupplier nanoTime) {
		long period = rates.period().toNanos();
		this.members = new Buckets(rates.member(), period, rates.remembered(), nanoTime);
		this.rooms = new Buckets(rates.room(), period, rates.remembered(), nanoTime);
		this.whispers = new Buckets(rates.whispers(), period, rates.remembered(), nanoTime);
	}

	/** After others, so that what is not said does not count. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Message say(Room room, Participant participant, Message message) {
		if (!isOfTheApplication(participant)) {
			String name = RoomNames.fold(room.name());
			if (!this.members.take(new MemberKey(name, who(participant)))) {
				throw new RoomException(Reason.TOO_FAST, "You say too much at a time in that room");
			}
			if (!this.rooms.take(name)) {
				throw new RoomException(Reason.TOO_FAST, "Too much is said at a time in that room");
			}
		}
		return message;
	}

	@Override
	public Message whisper(Participant participant, Participant to, Message message) {
		if (!participant.isOperator() && !isOfTheApplication(participant) && !this.whispers.take(who(participant))) {
			throw new RoomException(Reason.TOO_FAST, "You say too much at a time");
		}
		return message;
	}

	private static boolean isOfTheApplication(Participant participant) {
		return participant.address() == null && participant.profile().bot();
	}

	private static Object who(Participant participant) {
		String account = participant.profile().account();
		return (account != null) ? account : participant;
	}

	int remembered() {
		return this.members.remembered() + this.rooms.remembered() + this.whispers.remembered();
	}

	private record MemberKey(String room, Object who) {

	}

}
