package dev.torsion.words.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.HistoryQuery;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Participants;
import dev.torsion.words.Participants.PresenceChange;
import dev.torsion.words.Profile;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.test.RecordingParticipant;
import dev.torsion.words.test.RoomsFixture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LiveParticipants}.
 */
class LiveParticipantsTests {

	private final MemoryHistoryStore history = new MemoryHistoryStore(100, 100);

	private final RoomsFixture fixture = new RoomsFixture(RoomSettings.ofDefaults(), this.history,
			new MemoryRoomStore(), List.of());

	private final Participants participants = this.fixture.participants();

	private final RecordingParticipant joe = this.fixture.arrive("joe");

	private final RecordingParticipant ann = this.fixture.arrive("ann");

	private final RecordingParticipant eve = this.fixture.arrive("eve");

	private void meet(String room, Participant... members) {
		Room met = this.fixture.room(room);
		for (Participant member : members) {
			met.join(member, null).block();
		}
	}

	@Test
	void findsPeopleInUpperOrLowerCase() {
		assertThat(this.participants.find("JOE")).isSameAs(this.joe);
		assertThat(this.participants.find("nobody")).isNull();
		assertThat(this.participants.all()).containsExactlyInAnyOrder(this.joe, this.ann, this.eve);
		assertThat(this.participants.size()).isEqualTo(3);
	}

	@Test
	void remembersTheMostThatWereOnline() {
		this.participants.depart(this.eve, "");
		this.fixture.arrive("bob");
		assertThat(this.participants.size()).isEqualTo(3);
		assertThat(this.participants.most()).isEqualTo(3);
	}

	@Test
	void givesANicknameToOneAlone() {
		RecordingParticipant other = new RecordingParticipant("Joe");
		assertThat(this.participants.arrive(other)).isFalse();
		assertThat(this.participants.all()).doesNotContain(other);
		assertThat(this.participants.change(this.ann, (profile) -> profile.withNick("JOE"))).isFalse();
		assertThat(this.ann.profile().nick()).isEqualTo("ann");
		this.participants.depart(this.joe, "");
		assertThat(this.participants.arrive(other)).isTrue();
	}

	@Test
	void letsSomebodyWriteItsNicknameDifferently() {
		assertThat(this.participants.change(this.joe, (profile) -> profile.withNick("JOE"))).isTrue();
		assertThat(this.participants.find("joe")).isSameAs(this.joe);
		assertThat(this.participants.change(this.joe, (profile) -> profile.withNick("jim"))).isTrue();
		assertThat(this.participants.find("joe")).isNull();
		assertThat(this.participants.find("jim")).isSameAs(this.joe);
	}

	@Test
	void takesNoNicknameThatIsNone() {
		for (String nick : List.of("", "a b", "a!b", "#a", "x".repeat(65))) {
			assertThatExceptionOfType(RoomException.class)
				.isThrownBy(() -> this.participants.arrive(new RecordingParticipant(nick)));
			assertThatExceptionOfType(RoomException.class)
				.isThrownBy(() -> this.participants.change(this.joe, (profile) -> profile.withNick(nick)));
		}
		assertThat(this.participants.find("joe")).isSameAs(this.joe);
	}

	@Test
	void keepsNoNicknameForWhoIsNotOnline() {
		this.participants.depart(this.joe, "");
		assertThat(this.participants.change(this.joe, (profile) -> profile.withNick("jim"))).isFalse();
		assertThat(this.participants.find("jim")).isNull();
	}

	@Test
	void tellsOfAChangeOnceInAllRooms() {
		meet("one", this.joe, this.ann);
		meet("two", this.joe, this.ann, this.eve);
		this.participants.change(this.joe, (profile) -> profile.withAway("lunch"));
		for (RecordingParticipant each : List.of(this.joe, this.ann, this.eve)) {
			assertThat(each.told(ChatEvent.ProfileChanged.class)).singleElement().satisfies((changed) -> {
				assertThat(changed.before().away()).isNull();
				assertThat(changed.after().away()).isEqualTo("lunch");
				assertThat(changed.origin()).isSameAs(this.joe);
			});
		}
		this.participants.change(this.joe, (profile) -> profile.withAway("lunch"));
		assertThat(this.ann.told(ChatEvent.ProfileChanged.class)).hasSize(1);
	}

	@Test
	void tellsNobodyElseOfAChange() {
		meet("one", this.joe, this.ann);
		this.participants.change(this.joe, (profile) -> profile.withNick("jim"));
		assertThat(this.joe.told(ChatEvent.ProfileChanged.class)).hasSize(1);
		assertThat(this.eve.told()).isEmpty();
	}

	@Test
	void tellsOfADepartureOnceInAllRooms() {
		meet("one", this.joe, this.ann);
		meet("two", this.joe, this.ann, this.eve);
		List<RoomEvent> heard = new ArrayList<>();
		this.fixture.room("one").events().subscribe(heard::add);
		this.joe.clear();
		this.participants.depart(this.joe, "bye\r\nQUIT\0 now");
		for (RecordingParticipant each : List.of(this.ann, this.eve)) {
			assertThat(each.told(ChatEvent.Departed.class)).singleElement()
				.satisfies((departed) -> assertThat(departed.reason()).isEqualTo("bye QUIT  now"));
			assertThat(each.told(RoomEvent.Quit.class)).isEmpty();
		}
		assertThat(this.joe.told()).isEmpty();
		assertThat(heard).singleElement().isInstanceOf(RoomEvent.Quit.class);
		assertThat(this.fixture.rooms().of(this.joe)).isEmpty();
		assertThat(this.fixture.room("two").member(this.joe)).isNull();
		this.participants.depart(this.joe, "again");
		assertThat(this.ann.told(ChatEvent.Departed.class)).hasSize(1);
	}

	@Test
	void knowsNeighbours() {
		meet("one", this.joe, this.ann);
		meet("two", this.joe, this.ann);
		assertThat(this.participants.neighbours(this.joe)).containsExactly(this.ann);
		assertThat(this.participants.neighbours(this.eve)).isEmpty();
	}

	@Test
	void tellsListenersWhoComesAndGoes() {
		List<PresenceChange> changes = new ArrayList<>();
		this.participants.changes().subscribe(changes::add);
		RecordingParticipant bob = this.fixture.arrive("bob");
		Profile before = bob.profile();
		this.participants.change(bob, (profile) -> profile.withNick("rob"));
		this.participants.depart(bob, "");
		assertThat(changes).containsExactly(new PresenceChange(null, before, bob),
				new PresenceChange(before, bob.profile(), bob), new PresenceChange(bob.profile(), null, bob));
	}

	@Test
	void whispersToOneAlone() {
		meet("one", this.joe, this.ann, this.eve);
		Message said = this.participants.whisper(this.joe, this.ann, Message.of("psst")).blockOptional().orElseThrow();
		for (RecordingParticipant each : List.of(this.joe, this.ann)) {
			assertThat(each.told(ChatEvent.Whispered.class)).singleElement().satisfies((whispered) -> {
				assertThat(whispered.message()).isEqualTo(said);
				assertThat(whispered.to()).isEqualTo(this.ann.profile());
			});
		}
		assertThat(this.eve.told(ChatEvent.Whispered.class)).isEmpty();
		this.participants.whisper(this.joe, this.joe, Message.of("note to self")).block();
		assertThat(this.joe.told(ChatEvent.Whispered.class)).hasSize(2);
	}

	@Test
	void whispersNothingThatIsEmptyOrTooLong() {
		for (String text : List.of("", "x".repeat(10_000))) {
			assertThat(Rejection.of(this.participants.whisper(this.joe, this.ann, Message.of(text))))
				.isEqualTo(Reason.MALFORMED);
		}
		assertThat(this.ann.told()).isEmpty();
	}

	@Test
	void keepsWhispersForThoseWhoHaveAnAccount() {
		RecordingParticipant bob = this.fixture.arrive("bob", "Bob");
		RecordingParticipant sue = this.fixture.arrive("sue", "sue");
		this.participants.whisper(bob, sue, Message.of("one"));
		this.participants.whisper(sue, bob, Message.of("two"));
		this.participants.whisper(sue, this.joe, Message.of("three"));
		this.participants.whisper(sue, bob, Message.of(Message.Type.TAGS, "", Map.of("+typing", "done")));
		assertThat(this.history.read(Conversation.between("bob", "sue"), HistoryQuery.last(10))
			.blockOptional()
			.orElseThrow()).extracting((entry) -> entry.stamp().sequence() + " " + entry.text())
			.containsExactly("1 one", "2 two");
		assertThat(this.history.correspondents("sue", Instant.EPOCH, Instant.MAX, 10).blockOptional().orElseThrow())
			.extracting(HistoryStore.Activity::key)
			.containsExactlyInAnyOrder(Conversation.between("bob", "sue"),
					Conversation.between("sue", Conversation.nick("joe")));
		assertThat(bob.told(ChatEvent.Whispered.class)).hasSize(3);
	}

	@Test
	void takesNoReasonOfSeveralLines() {
		RecordingParticipant bob = this.fixture.arrive("bob", "Bob");
		RecordingParticipant sue = this.fixture.arrive("sue", "sue");
		String said = this.participants.whisper(bob, sue, Message.of("one")).blockOptional().orElseThrow().id();
		assertThatExceptionOfType(RoomException.class)
			.isThrownBy(() -> this.participants.redact(bob, sue, said, "a\nQUIT").block());
		assertThat(sue.told(ChatEvent.Unsaid.class)).isEmpty();
		this.participants.redact(bob, sue, said, "a").block();
		assertThat(sue.told(ChatEvent.Unsaid.class)).hasSize(1);
	}

	@Test
	void letsPoliciesHaveASayInWhispers() {
		RoomsFixture strict = new RoomsFixture(new RoomPolicy() {

			@Override
			public Message whisper(Participant participant, Participant to, Message message) {
				throw new RoomException(Reason.CANNOT_SPEAK, "No");
			}

		});
		RecordingParticipant one = strict.arrive("one");
		RecordingParticipant two = strict.arrive("two");
		assertThat(Rejection.of(strict.participants().whisper(one, two, Message.of("x"))))
			.isEqualTo(Reason.CANNOT_SPEAK);
		assertThat(two.told()).isEmpty();
	}

}
