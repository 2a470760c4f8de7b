package dev.torsion.words.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.torsion.words.Participant;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.room.RoomSettings.Creation;
import dev.torsion.words.test.RecordingParticipant;
import dev.torsion.words.test.RoomsFixture;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LiveRooms}.
 */
class LiveRoomsTests {

	private static RoomSettings settings(Creation creation, int rooms, int each, int members) {
		return new RoomSettings(creation, Set.of(), rooms, each, members, 10, 20, 100, 100, 100, 10);
	}

	@Test
	void findsRoomsInUpperOrLowerCase() {
		RoomsFixture fixture = new RoomsFixture();
		RecordingParticipant joe = fixture.arrive("joe");
		Room room = fixture.rooms().join("Lobby", joe, null).blockOptional().orElseThrow();
		assertThat(room.name()).isEqualTo("Lobby");
		assertThat(fixture.rooms().find("LOBBY")).isSameAs(room);
		assertThat(fixture.rooms().all()).containsExactly(room);
		assertThat(fixture.rooms().find("other")).isNull();
	}

	@Test
	void makesNoRoomByANameThatNoneMayHave() {
		RoomsFixture fixture = new RoomsFixture();
		RecordingParticipant joe = fixture.arrive("joe");
		for (String name : List.of("", "a b", "a,b", "a\r\nb", "a\0", "x".repeat(65))) {
			assertThat(Rejection.of(fixture.rooms().join(name, joe, null))).isEqualTo(Reason.BAD_NAME);
			assertThat(Rejection.of(fixture.rooms().open(name))).isEqualTo(Reason.BAD_NAME);
		}
		assertThat(fixture.rooms().all()).isEmpty();
	}

	@Test
	void letsMakeRoomsWhoMay() {
		RoomsFixture accounts = new RoomsFixture(settings(Creation.ACCOUNTS, 10, 10, 10));
		assertThat(Rejection.of(accounts.rooms().join("a", accounts.arrive("joe"), null)))
			.isEqualTo(Reason.NO_NEW_ROOMS);
		assertThat(accounts.rooms().join("a", accounts.arrive("ann", "ann"), null).blockOptional().orElseThrow())
			.isNotNull();
		RoomsFixture nobody = new RoomsFixture(settings(Creation.NOBODY, 10, 10, 10));
		RecordingParticipant ann = nobody.arrive("ann", "ann");
		assertThat(Rejection.of(nobody.rooms().join("a", ann, null))).isEqualTo(Reason.NO_NEW_ROOMS);
		nobody.room("a");
		assertThat(nobody.rooms().join("a", ann, null).blockOptional().orElseThrow()).isNotNull();
		RecordingParticipant oper = nobody.arrive(new RecordingParticipant("oper", nobody.eventLoop()).asOperator());
		assertThat(nobody.rooms().join("b", oper, null).blockOptional().orElseThrow()).isNotNull();
	}

	@Test
	void keepsToTheLimits() {
		RoomsFixture fixture = new RoomsFixture(settings(Creation.ANYBODY, 3, 2, 1));
		RecordingParticipant joe = fixture.arrive("joe");
		RecordingParticipant ann = fixture.arrive("ann");
		fixture.rooms().join("a", joe, null).block();
		fixture.rooms().join("b", joe, null).block();
		assertThat(Rejection.of(fixture.rooms().join("c", joe, null))).isEqualTo(Reason.TOO_MANY_ROOMS);
		assertThat(Rejection.of(fixture.rooms().join("a", ann, null))).isEqualTo(Reason.FULL);
		fixture.rooms().join("c", ann, null).block();
		assertThat(Rejection.of(fixture.rooms().join("d", ann, null))).isEqualTo(Reason.NO_NEW_ROOMS);
	}

	@Test
	void leavesNoRoomBehindThatNobodyGotInto() {
		RoomsFixture fixture = new RoomsFixture(settings(Creation.ANYBODY, 100, 1, 10), new RoomPolicy() {

			@Override
			public void join(Room room, Participant participant) {
				if (room.name().equals("closed")) {
					throw new RoomException(Reason.UNAVAILABLE, "No");
				}
			}

		});
		RecordingParticipant joe = fixture.arrive("joe");
		fixture.rooms().join("a", joe, null).block();
		for (int i = 0; i < 200; i++) {
			assertThat(Rejection.of(fixture.rooms().join("x" + i, joe, null))).isEqualTo(Reason.TOO_MANY_ROOMS);
		}
		assertThat(Rejection.of(fixture.rooms().join("closed", joe, null))).isEqualTo(Reason.UNAVAILABLE);
		assertThat(Rejection.of(fixture.rooms().join("b", new RecordingParticipant("stranger"), null)))
			.isEqualTo(Reason.UNAVAILABLE);
		assertThat(fixture.rooms().all()).hasSize(1);
	}

	@Test
	void bringsBackTheRoomsThatAreKept() {
		MemoryRoomStore store = new MemoryRoomStore();
		RoomsFixture before = new RoomsFixture(RoomSettings.ofDefaults(), new MemoryHistoryStore(10, 10), store,
				List.of());
		RecordingParticipant ann = before.arrive("ann", "ann");
		Room room = before.rooms().join("Annex", ann, null).blockOptional().orElseThrow();
		room.setFounder("ann").block();
		room.setTopic(ann, "Mine").block();
		before.rooms().join("gone", ann, null).block();
		RoomsFixture after = new RoomsFixture(RoomSettings.ofDefaults(), new MemoryHistoryStore(10, 10), store,
				List.of());
		((LiveRooms) after.rooms()).load().block();
		assertThat(after.rooms().all()).singleElement().satisfies((kept) -> {
			assertThat(kept.name()).isEqualTo("Annex");
			assertThat(kept.topic().text()).isEqualTo("Mine");
			assertThat(kept.founder()).isEqualTo("ann");
		});
		RecordingParticipant again = after.arrive("annie", "ann");
		Room back = after.rooms().join("annex", again, null).blockOptional().orElseThrow();
		assertThat(back.members()).singleElement()
			.satisfies((member) -> assertThat(member.roles()).containsExactly(Role.OPERATOR));
		back.setFounder(null).block();
		assertThat(store.all().collectList().blockOptional().orElseThrow()).isEmpty();
	}

	@Test
	void setsTheRoleThatIsAskedForOrNone() {
		RoomsFixture fixture = new RoomsFixture();
		LiveRooms rooms = (LiveRooms) fixture.rooms();
		Room room = rooms.open("ops", "OPS").blockOptional().orElseThrow();
		assertThat(rooms.open("ops").blockOptional().orElseThrow()).isSameAs(room);
		assertThat(room.rules().role()).isEqualTo("OPS");
		rooms.open("ops", null).block();
		assertThat(room.rules().role()).isNull();
	}

	@Test
	void makesARoomStayThatSomebodyHasMade() {
		RoomsFixture fixture = new RoomsFixture();
		RecordingParticipant joe = fixture.arrive("joe");
		Room room = fixture.rooms().join("lobby", joe, null).blockOptional().orElseThrow();
		assertThat(fixture.room("lobby")).isSameAs(room);
		fixture.participants().depart(joe, "");
		assertThat(fixture.rooms().find("lobby")).isSameAs(room);
	}

	@Test
	void tellsWatchersOfRoomsBeforeAnythingHappensThere() {
		RoomsFixture fixture = new RoomsFixture();
		RecordingParticipant joe = fixture.arrive("joe");
		List<String> seen = new ArrayList<>();
		Disposable watching = ((LiveRooms) fixture.rooms())
			.watch((room) -> seen.add(room.name() + " with " + room.size()));
		fixture.rooms().join("lobby", joe, null).block();
		fixture.rooms().join("lobby", fixture.arrive("ann"), null).block();
		fixture.room("other");
		assertThat(seen).containsExactly("lobby with 0", "other with 0");
		watching.dispose();
		fixture.room("third");
		assertThat(seen).hasSize(2);
	}

}
