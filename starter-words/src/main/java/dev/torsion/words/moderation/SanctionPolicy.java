package dev.torsion.words.moderation;

import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.room.RoomPolicy;

/**
 * Lets nobody speak who is muted, and nobody be online who is banned.
 */
public final class SanctionPolicy implements RoomPolicy {

	private final Sanctions sanctions;

	/**
	 * Creates the policy.
	 * @param sanctions those that hold
	 */
	public SanctionPolicy(Sanctions sanctions) {
		this.sanctions = sanctions;
	}

	@Override
	public void online(Participant participant) {
		Sanction ban = this.sanctions.ban(participant.address(), participant.profile().account());
		if (ban != null) {
			throw new RoomException(Reason.BANNED, ban.text());
		}
	}

	@Override
	public Message say(Room room, Participant participant, Message message) {
		speak(participant);
		return message;
	}

	@Override
	public Message whisper(Participant participant, Participant to, Message message) {
		if (!participant.isOperator()) {
			speak(participant);
		}
		return message;
	}

	private void speak(Participant participant) {
		Sanction mute = this.sanctions.mute(participant);
		if (mute != null) {
			throw new RoomException(Reason.CANNOT_SPEAK, mute.text());
		}
	}

}
