package dev.torsion.words.guide;

import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.RoomException;
import dev.torsion.words.room.RoomPolicy;

import org.springframework.stereotype.Component;

// tag::policy[]
@Component
class Politeness implements RoomPolicy {

	@Override
	public Message say(Room room, Participant participant, Message message) {
		if (message.text().contains("damn")) {
			throw new RoomException(RoomException.Reason.CANNOT_SPEAK, "Mind your language");
		}
		return message;
	}

}
// end::policy[]
