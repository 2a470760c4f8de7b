package dev.torsion.words.autoconfigure.moderation;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import dev.torsion.words.Member;
import dev.torsion.words.Participant;
import dev.torsion.words.Participants;
import dev.torsion.words.Profile;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.Rooms;
import dev.torsion.words.moderation.Sanction;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint tells.
 *
 * @param online how many participants are online
 * @param mostOnline the most that have been online at a time
 * @param rooms the rooms
 * @param participants the participants, no more of them than were asked for
 * @param sanctions the sanctions that hold
 */
record WordsDescriptor(int online, int mostOnline, List<RoomDescriptor> rooms, List<ParticipantDescriptor> participants,
		List<Sanction> sanctions) {

	record RoomDescriptor(String name, int members, List<String> operators, String topic, @Nullable String founder,
			List<RoomFlag> rules, int limit, @Nullable String role, boolean key, Instant created) {

		static RoomDescriptor of(Room room) {
			List<String> operators = room.members()
				.stream()
				.filter((member) -> member.isAtLeast(Role.OPERATOR))
				.map(Member::participant)
				.map((participant) -> participant.profile().nick())
				.sorted()
				.toList();
			return new RoomDescriptor(room.name(), room.size(), operators, room.topic().text(), room.founder(),
					room.rules().flags().stream().sorted().toList(), room.rules().limit(), room.rules().role(),
					room.rules().key() != null, room.created());
		}

	}

	record ParticipantDescriptor(String nick, @Nullable String account, String host, @Nullable String address,
			String door, @Nullable Instant since, boolean away, boolean operator, List<String> rooms) {

		static ParticipantDescriptor of(Participant participant, Participants participants, Rooms rooms) {
			Profile profile = participant.profile();
			InetAddress address = participant.address();
			Collection<Room> in = rooms.of(participant);
			return new ParticipantDescriptor(profile.nick(), profile.account(), profile.host(),
					(address != null) ? address.getHostAddress() : null, participant.door().name(),
					participants.since(participant), profile.away() != null, participant.isOperator(),
					in.stream().map(Room::name).toList());
		}

	}

}
