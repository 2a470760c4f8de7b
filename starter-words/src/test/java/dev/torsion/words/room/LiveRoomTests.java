package dev.torsion.words.room;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.HistoryQuery;
import dev.torsion.words.Member;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomChange.MaskList;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.Topic;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.test.RecordingParticipant;
import dev.torsion.words.test.RoomsFixture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LiveRoom}.
 */
class LiveRoomTests {

	private final RoomsFixture fixture = new RoomsFixture();

	private final RecordingParticipant op = this.fixture.arrive("op");

	private final RecordingParticipant joe = this.fixture.arrive("joe", "joe");

	private final RecordingParticipant eve = this.fixture.arrive("eve");

	private final Room room = made("lobby");

	private Room made(String name) {
		return this.fixture.rooms().join(name, this.op, null).blockOptional().orElseThrow();
	}

	private void set(RoomChange... changes) {
		this.room.change(this.op, List.of(changes)).block();
	}

	private void set(RoomFlag flag) {
		set(new RoomChange.Flag(flag, true));
	}

	private void ban(String mask) {
		set(new RoomChange.Listing(MaskList.BAN, mask, true));
	}

	private Member member(Participant participant) {
		return Objects.requireNonNull(this.room.member(participant));
	}

	private Mono<Member> join(Participant participant) {
		return this.room.join(participant, null);
	}

	private Mono<Message> say(Participant participant, String text) {
		return this.room.say(participant, Message.of(text));
	}

	@Test
	void makesWhoComesFirstAnOperator() {
		assertThat(member(this.op).roles()).containsExactly(Role.OPERATOR);
		assertThat(join(this.joe).blockOptional().orElseThrow().roles()).isEmpty();
		assertThat(this.room.size()).isEqualTo(2);
		assertThat(this.fixture.rooms().of(this.joe)).containsExactly(this.room);
	}

	@Test
	void tellsEverybodyInOrderIncludingWhoHasCausedIt() {
		join(this.joe).block();
		Message said = say(this.joe, "hi").blockOptional().orElseThrow();
		this.room.part(this.joe, "bye").block();
		assertThat(this.joe.told()).hasSize(3).isEqualTo(this.op.told().subList(1, 4));
		assertThat(this.joe.told(RoomEvent.class)).extracting((event) -> event.stamp().sequence())
			.containsExactly(2L, 3L, 4L);
		assertThat(said.author()).isEqualTo(this.joe.profile());
		assertThat(this.joe.heard()).containsExactly("joe: hi");
		assertThat(this.joe.told(RoomEvent.Parted.class)).extracting(RoomEvent.Parted::reason).containsExactly("bye");
		assertThat(this.fixture.rooms().of(this.joe)).isEmpty();
	}

	@Test
	void givesEachMessageAnIdentifierOfItsOwn() {
		Message one = say(this.op, "one").blockOptional().orElseThrow();
		Message two = say(this.op, "two").blockOptional().orElseThrow();
		assertThat(one.id()).isNotEqualTo(two.id()).matches("[0-9a-z]+-[0-9a-z]+");
		assertThat(two.stamp().sequence()).isEqualTo(one.stamp().sequence() + 1);
		assertThat(two.time()).isEqualTo(one.time());
	}

	@Test
	void letsNobodyInTwice() {
		assertThat(Rejection.of(join(this.op))).isEqualTo(Reason.ALREADY_A_MEMBER);
	}

	@Test
	void letsNobodyLeaveWhoIsNotThere() {
		assertThat(Rejection.of(this.room.part(this.joe, ""))).isEqualTo(Reason.NOT_A_MEMBER);
	}

	@Test
	void asksForTheKey() {
		set(new RoomChange.Key("secret"));
		assertThat(Rejection.of(join(this.joe))).isEqualTo(Reason.BAD_KEY);
		assertThat(Rejection.of(this.room.join(this.joe, "other"))).isEqualTo(Reason.BAD_KEY);
		assertThat(this.room.join(this.joe, "secret").blockOptional().orElseThrow()).isNotNull();
		set(new RoomChange.Key(null));
		assertThat(join(this.eve).blockOptional().orElseThrow()).isNotNull();
	}

	@Test
	void takesNoMoreThanTheLimit() {
		set(new RoomChange.Limit(2));
		join(this.joe).block();
		assertThat(Rejection.of(join(this.eve))).isEqualTo(Reason.FULL);
		set(new RoomChange.Limit(0));
		assertThat(join(this.eve).blockOptional().orElseThrow()).isNotNull();
	}

	@Test
	void takesWhoIsLoggedInAlone() {
		set(RoomFlag.REGISTERED_ONLY);
		assertThat(Rejection.of(join(this.eve))).isEqualTo(Reason.NOT_LOGGED_IN);
		assertThat(join(this.joe).blockOptional().orElseThrow()).isNotNull();
	}

	@Test
	void keepsOutWhoIsBannedUnlessThereIsAnException() {
		ban("*!*@example.org");
		assertThat(Rejection.of(join(this.joe))).isEqualTo(Reason.BANNED);
		set(new RoomChange.Listing(MaskList.EXCEPTION, "~a:joe", true));
		assertThat(join(this.joe).blockOptional().orElseThrow()).isNotNull();
		assertThat(Rejection.of(join(this.eve))).isEqualTo(Reason.BANNED);
		set(new RoomChange.Listing(MaskList.BAN, "*!*@EXAMPLE.org", false));
		assertThat(join(this.eve).blockOptional().orElseThrow()).isNotNull();
	}

	@Test
	void letsWhoIsBannedFromSpeakingIn() {
		ban("~q:eve");
		assertThat(join(this.eve).blockOptional().orElseThrow()).isNotNull();
		assertThat(Rejection.of(say(this.eve, "hi"))).isEqualTo(Reason.CANNOT_SPEAK);
		set(new RoomChange.Grant(this.eve, Role.VOICE, true));
		assertThat(say(this.eve, "hi").blockOptional().orElseThrow()).isNotNull();
	}

	@Test
	void takesGuestsOnceWhateverTheRulesSay() {
		set(RoomFlag.INVITE_ONLY);
		set(new RoomChange.Key("secret"), new RoomChange.Limit(1));
		ban("joe");
		assertThat(Rejection.of(join(this.joe))).isEqualTo(Reason.BANNED);
		this.room.invite(this.op, this.joe).block();
		assertThat(this.joe.told(ChatEvent.Invited.class)).hasSize(1);
		assertThat(join(this.joe).blockOptional().orElseThrow()).isNotNull();
		this.room.part(this.joe, "").block();
		assertThat(Rejection.of(join(this.joe))).isEqualTo(Reason.BANNED);
	}

	@Test
	void takesWhoIsOnTheListOfInvitations() {
		set(RoomFlag.INVITE_ONLY);
		assertThat(Rejection.of(join(this.joe))).isEqualTo(Reason.INVITE_ONLY);
		set(new RoomChange.Listing(MaskList.INVITATION, "joe", true));
		assertThat(join(this.joe).blockOptional().orElseThrow()).isNotNull();
	}

	@Test
	void letsOperatorsAloneInviteWhoWasBanned() {
		join(this.joe).block();
		ban("eve");
		this.room.invite(this.joe, this.eve).block();
		assertThat(this.eve.told(ChatEvent.Invited.class)).hasSize(1);
		assertThat(this.op.told(ChatEvent.Invited.class)).hasSize(1);
		assertThat(Rejection.of(join(this.eve))).isEqualTo(Reason.BANNED);
		set(RoomFlag.INVITE_ONLY);
		assertThat(Rejection.of(this.room.invite(this.joe, this.eve))).isEqualTo(Reason.NOT_AN_OPERATOR);
		assertThat(Rejection.of(this.room.invite(this.op, this.joe))).isEqualTo(Reason.ALREADY_A_MEMBER);
	}

	@Test
	void keepsAnInvitationForWhoIsKeptOutByAnotherRule() {
		RoomPolicy policy = new RoomPolicy() {

			private int asked;

			@Override
			public void join(Room room, Participant participant) {
				if (participant.profile().nick().equals("joe") && this.asked++ == 0) {
					throw new RoomException(Reason.TOO_FAST, "Later");
				}
			}

		};
		RoomsFixture rooms = new RoomsFixture(policy);
		RecordingParticipant host = rooms.arrive("host");
		RecordingParticipant guest = rooms.arrive("joe");
		Room closed = rooms.rooms().join("closed", host, null).blockOptional().orElseThrow();
		closed.change(host, List.of(new RoomChange.Flag(RoomFlag.INVITE_ONLY, true))).block();
		closed.invite(host, guest).block();
		assertThat(Rejection.of(closed.join(guest, null))).isEqualTo(Reason.TOO_FAST);
		assertThat(closed.join(guest, null).blockOptional().orElseThrow()).isNotNull();
	}

	@Test
	void letsMembersAloneSpeak() {
		assertThat(Rejection.of(say(this.joe, "hi"))).isEqualTo(Reason.CANNOT_SPEAK);
		set(new RoomChange.Flag(RoomFlag.NO_EXTERNAL, false));
		assertThat(say(this.joe, "hi").blockOptional().orElseThrow()).isNotNull();
		assertThat(this.op.heard()).containsExactly("joe: hi");
		assertThat(this.joe.heard()).isEmpty();
	}

	@Test
	void letsSomeAloneSpeakWhereItIsModerated() {
		join(this.joe).block();
		set(RoomFlag.MODERATED);
		assertThat(Rejection.of(say(this.joe, "hi"))).isEqualTo(Reason.CANNOT_SPEAK);
		set(new RoomChange.Grant(this.joe, Role.VOICE, true));
		assertThat(say(this.joe, "hi").blockOptional().orElseThrow()).isNotNull();
	}

	@Test
	void letsWhoIsLoggedInAloneSpeak() {
		join(this.joe).block();
		join(this.eve).block();
		set(RoomFlag.REGISTERED_SPEAK);
		assertThat(say(this.joe, "hi").blockOptional().orElseThrow()).isNotNull();
		assertThat(Rejection.of(say(this.eve, "hi"))).isEqualTo(Reason.CANNOT_SPEAK);
	}

	@Test
	void silencesWhoIsBanned() {
		join(this.eve).block();
		ban("eve");
		assertThat(Rejection.of(say(this.eve, "hi"))).isEqualTo(Reason.CANNOT_SPEAK);
	}

	@Test
	void takesPlainTextAndActionsAlone() {
		set(RoomFlag.NO_CTCP);
		assertThat(say(this.op, "\u0001ACTION waves\u0001").blockOptional().orElseThrow()).isNotNull();
		assertThat(Rejection.of(say(this.op, "\u0001VERSION\u0001"))).isEqualTo(Reason.NO_CTCP);
		assertThat(Rejection.of(say(this.op, "\u0001ACTIONS\u0001"))).isEqualTo(Reason.NO_CTCP);
	}

	@Test
	void takesNothingThatIsEmptyOrTooLong() {
		int longest = RoomSettings.ofDefaults().maxText();
		assertThat(say(this.op, "x".repeat(longest)).blockOptional().orElseThrow()).isNotNull();
		assertThat(Rejection.of(say(this.op, "x".repeat(longest + 1)))).isEqualTo(Reason.MALFORMED);
		assertThat(Rejection.of(say(this.op, ""))).isEqualTo(Reason.MALFORMED);
		assertThat(this.room.say(this.op, Message.of(Message.Type.TAGS, "", Map.of("+typing", "active")))
			.blockOptional()
			.orElseThrow()).isNotNull();
	}

	@Test
	void takesNothingThatIsMoreThanOneLine() {
		join(this.joe).block();
		for (String text : List.of("a\r\nQUIT", "a\nb", "a\rb", "a\0b")) {
			assertThat(Rejection.of(this.room.setTopic(this.op, text))).isEqualTo(Reason.MALFORMED);
			assertThat(Rejection.of(this.room.part(this.op, text))).isEqualTo(Reason.MALFORMED);
			assertThat(Rejection.of(this.room.kick(this.op, this.joe, text))).isEqualTo(Reason.MALFORMED);
			assertThat(Rejection.of(this.room.redact(this.op, "x", text))).isEqualTo(Reason.MALFORMED);
			assertThat(Rejection.of(this.room.edit(this.op, "x", text))).isEqualTo(Reason.MALFORMED);
			assertThat(Rejection.of(this.room.change(this.op, List.of(new RoomChange.Key(text)))))
				.isEqualTo(Reason.MALFORMED);
			assertThat(
					Rejection.of(this.room.change(this.op, List.of(new RoomChange.Listing(MaskList.BAN, text, true)))))
				.isEqualTo(Reason.MALFORMED);
		}
		assertThat(this.room.size()).isEqualTo(2);
		assertThat(this.room.topic()).isEqualTo(Topic.NONE);
	}

	@Test
	void tellsSomeAloneWhatIsForThem() {
		join(this.joe).block();
		join(this.eve).block();
		set(new RoomChange.Grant(this.joe, Role.VOICE, true));
		this.room.say(this.op, Message.of("staff"), Role.VOICE).block();
		assertThat(this.joe.heard()).containsExactly("op: staff");
		assertThat(this.op.heard()).containsExactly("op: staff");
		assertThat(this.eve.heard()).isEmpty();
	}

	@Test
	void letsOperatorsSetATopicThatIsProtected() {
		join(this.joe).block();
		assertThat(Rejection.of(this.room.setTopic(this.joe, "mine"))).isEqualTo(Reason.NOT_AN_OPERATOR);
		this.room.setTopic(this.op, "ours").block();
		assertThat(this.room.topic().text()).isEqualTo("ours");
		assertThat(this.room.topic().by()).isEqualTo(this.op.profile().hostMask());
		set(new RoomChange.Flag(RoomFlag.TOPIC_PROTECTED, false));
		this.room.setTopic(this.joe, "mine").block();
		assertThat(this.op.told(RoomEvent.TopicChanged.class)).extracting((event) -> event.topic().text())
			.containsExactly("ours", "mine");
		assertThat(Rejection.of(this.room.setTopic(this.eve, "x"))).isEqualTo(Reason.NOT_A_MEMBER);
		assertThat(Rejection.of(this.room.setTopic(this.op, "x".repeat(1000)))).isEqualTo(Reason.MALFORMED);
	}

	@Test
	void letsOperatorsMakeOthersLeave() {
		join(this.joe).block();
		join(this.eve).block();
		assertThat(Rejection.of(this.room.kick(this.joe, this.eve, ""))).isEqualTo(Reason.NOT_AN_OPERATOR);
		this.room.kick(this.op, this.eve, "x".repeat(1000)).block();
		assertThat(this.room.member(this.eve)).isNull();
		assertThat(this.fixture.rooms().of(this.eve)).isEmpty();
		for (RecordingParticipant each : List.of(this.op, this.joe, this.eve)) {
			assertThat(each.told(RoomEvent.Kicked.class)).singleElement().satisfies((kicked) -> {
				assertThat(kicked.target()).isSameAs(this.eve);
				assertThat(kicked.reason()).hasSize(RoomSettings.ofDefaults().maxReason());
			});
		}
		assertThat(Rejection.of(this.room.kick(this.op, this.eve, ""))).isEqualTo(Reason.NO_SUCH_MEMBER);
	}

	@Test
	void letsHalfOperatorsMakePlainMembersLeaveAlone() {
		join(this.joe).block();
		join(this.eve).block();
		set(new RoomChange.Grant(this.joe, Role.HALF_OPERATOR, true),
				new RoomChange.Grant(this.eve, Role.HALF_OPERATOR, true));
		assertThat(Rejection.of(this.room.kick(this.joe, this.op, ""))).isEqualTo(Reason.NOT_AN_OPERATOR);
		assertThat(Rejection.of(this.room.kick(this.joe, this.eve, ""))).isEqualTo(Reason.NOT_AN_OPERATOR);
		set(new RoomChange.Grant(this.eve, Role.HALF_OPERATOR, false));
		this.room.kick(this.joe, this.eve, "").block();
		assertThat(this.room.member(this.eve)).isNull();
	}

	@Test
	void letsHalfOperatorsGiveVoiceAlone() {
		join(this.joe).block();
		join(this.eve).block();
		set(new RoomChange.Grant(this.joe, Role.HALF_OPERATOR, true));
		this.room.change(this.joe, List.of(new RoomChange.Grant(this.eve, Role.VOICE, true))).block();
		assertThat(member(this.eve).highest()).isEqualTo(Role.VOICE);
		for (RoomChange change : List.of(new RoomChange.Grant(this.joe, Role.OPERATOR, true), new RoomChange.Key("k"),
				new RoomChange.Listing(MaskList.BAN, "x", true), new RoomChange.Flag(RoomFlag.SECRET, true))) {
			assertThat(Rejection.of(this.room.change(this.joe, List.of(change)))).isEqualTo(Reason.NOT_AN_OPERATOR);
		}
	}

	@Test
	void changesAllOrNothing() {
		List<RoomChange> changes = List.of(new RoomChange.Flag(RoomFlag.SECRET, true),
				new RoomChange.Grant(this.eve, Role.VOICE, true));
		assertThat(Rejection.of(this.room.change(this.op, changes))).isEqualTo(Reason.NO_SUCH_MEMBER);
		assertThat(this.room.rules().has(RoomFlag.SECRET)).isFalse();
		assertThat(this.op.told(RoomEvent.RulesChanged.class)).isEmpty();
	}

	@Test
	void tellsOfChangesThatAreSome() {
		join(this.joe).block();
		List<RoomChange> changes = List.of(new RoomChange.Flag(RoomFlag.SECRET, true),
				new RoomChange.Flag(RoomFlag.NO_EXTERNAL, true), new RoomChange.Grant(this.joe, Role.MEMBER, true));
		assertThat(this.room.change(this.op, changes).blockOptional().orElseThrow()).containsExactly(changes.get(0));
		long before = this.op.told(RoomEvent.class).get(2).stamp().sequence();
		assertThat(this.room.change(this.op, changes).blockOptional().orElseThrow()).isEmpty();
		assertThat(this.op.told(RoomEvent.RulesChanged.class)).hasSize(1);
		assertThat(say(this.op, "next").blockOptional().orElseThrow().stamp().sequence()).isEqualTo(before + 1);
	}

	@Test
	void takesNoMoreOnItsListsThanTheyMayHave() {
		List<RoomChange> bans = new ArrayList<>();
		for (int i = 0; i < RoomSettings.ofDefaults().maxEntries(); i++) {
			bans.add(new RoomChange.Listing(MaskList.BAN, "x" + i, true));
		}
		this.room.change(this.op, bans).block();
		assertThat(this.room.entries(MaskList.BAN)).hasSize(bans.size()).first().satisfies((entry) -> {
			assertThat(entry.mask()).isEqualTo("x0!*@*");
			assertThat(entry.by()).isEqualTo(this.op.profile().hostMask());
		});
		assertThat(Rejection
			.of(this.room.change(this.op, List.of(new RoomChange.Listing(MaskList.INVITATION, "y", true)))))
			.isEqualTo(Reason.LIST_FULL);
		set(new RoomChange.Listing(MaskList.BAN, "X0", false));
		set(new RoomChange.Listing(MaskList.INVITATION, "y", true));
	}

	@Test
	void takesNoKeyOrMaskThatIrcWouldReadAsSomethingElse() {
		for (RoomChange change : List.of(new RoomChange.Key(":x"), new RoomChange.Key(""), new RoomChange.Key("a b"),
				new RoomChange.Listing(MaskList.BAN, ":a!b@c", true), new RoomChange.Listing(MaskList.BAN, "", true),
				new RoomChange.Listing(MaskList.BAN, "x".repeat(1000), true))) {
			assertThat(Rejection.of(this.room.change(this.op, List.of(change)))).isEqualTo(Reason.MALFORMED);
		}
		set(new RoomChange.Listing(MaskList.BAN, "::1", true));
		assertThat(this.room.entries(MaskList.BAN)).extracting(RoomChange.Entry::mask).containsExactly("*!*@::1");
	}

	@Test
	void asksForTheRoleOfTheRoom() {
		RoomsFixture rooms = new RoomsFixture();
		Room ops = ((LiveRooms) rooms.rooms()).open("ops", "OPS").blockOptional().orElseThrow();
		RecordingParticipant stranger = rooms.arrive("stranger");
		RecordingParticipant colleague = rooms.arrive("colleague", "colleague", "OPS");
		assertThat(Rejection.of(ops.join(stranger, null))).isEqualTo(Reason.ROLE_MISSING);
		assertThat(ops.isVisibleTo(stranger)).isFalse();
		assertThat(ops.isVisibleTo(colleague)).isTrue();
		ops.invite(rooms.rooms().application(), stranger).block();
		assertThat(Rejection.of(ops.join(stranger, null))).isEqualTo(Reason.ROLE_MISSING);
		assertThat(ops.join(colleague, null).blockOptional().orElseThrow().roles()).isEmpty();
	}

	@Test
	void isSeenByMembersAloneIfItIsSecret() {
		assertThat(this.room.isVisibleTo(this.joe)).isTrue();
		set(RoomFlag.SECRET);
		assertThat(this.room.isVisibleTo(this.joe)).isFalse();
		assertThat(this.room.isVisibleTo(this.op)).isTrue();
	}

	@Test
	void letsOperatorsOfTheServerDoEverything() {
		RecordingParticipant oper = this.fixture
			.arrive(new RecordingParticipant("oper", this.fixture.eventLoop()).asOperator());
		set(RoomFlag.INVITE_ONLY);
		set(new RoomChange.Limit(1));
		ban("*");
		set(RoomFlag.MODERATED);
		assertThat(say(oper, "from outside").blockOptional().orElseThrow()).isNotNull();
		assertThat(join(oper).blockOptional().orElseThrow()).isNotNull();
		this.room.kick(oper, this.op, "").block();
		assertThat(this.room.members()).extracting(Member::participant).containsExactly(oper);
	}

	@Test
	void letsPoliciesHaveASay() {
		RoomsFixture rooms = new RoomsFixture(new RoomPolicy() {

			@Override
			public Message say(Room room, Participant participant, Message message) {
				if (message.text().contains("spam")) {
					throw new RoomException(Reason.CANNOT_SPEAK, "No");
				}
				return Message.of(message.text().toUpperCase());
			}

		});
		RecordingParticipant someone = rooms.arrive("someone");
		Room moderated = rooms.rooms().join("moderated", someone, null).blockOptional().orElseThrow();
		assertThat(Rejection.of(moderated.say(someone, Message.of("spam")))).isEqualTo(Reason.CANNOT_SPEAK);
		assertThat(moderated.say(someone, Message.of("ham")).blockOptional().orElseThrow().text()).isEqualTo("HAM");
		assertThat(moderated.say("spam").blockOptional().orElseThrow().text()).isEqualTo("spam");
	}

	@Test
	void goesOnWhenAPolicyFailsBadly() {
		RoomsFixture rooms = new RoomsFixture(new RoomPolicy() {

			@Override
			public Message say(Room room, Participant participant, Message message) {
				throw new AssertionError("bad");
			}

		});
		RecordingParticipant someone = rooms.arrive("someone");
		Room moderated = rooms.rooms().join("moderated", someone, null).blockOptional().orElseThrow();
		assertThat(moderated.say(someone, Message.of("x")).onErrorComplete(AssertionError.class).blockOptional())
			.isEmpty();
		assertThat(moderated.say("still here").blockOptional().orElseThrow()).isNotNull();
	}

	@Test
	void tellsThoseWhoAreThereWhenNothingCanBeKept() {
		HistoryStore broken = (HistoryStore) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { HistoryStore.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("open")) {
						return Mono.just(new Conversation((String) arguments[0], "x", 0));
					}
					throw new IllegalStateException("The disk is full");
				});
		RoomsFixture rooms = new RoomsFixture(RoomSettings.ofDefaults(), broken, new MemoryRoomStore(), List.of());
		RecordingParticipant ann = rooms.arrive("ann");
		RecordingParticipant bob = rooms.arrive("bob");
		Room there = rooms.rooms().join("lobby", ann, null).blockOptional().orElseThrow();
		there.join(bob, null).block();
		assertThat(there.say(ann, Message.of("hi")).block()).isNotNull();
		rooms.participants().depart(ann, "bye");
		assertThat(bob.heard()).containsExactly("ann: hi");
		assertThat(bob.told(ChatEvent.Departed.class)).hasSize(1);
		assertThat(rooms.participants().find("ann")).isNull();
	}

	@Test
	void endsWhenEverybodyHasLeft() {
		List<RoomEvent> heard = new ArrayList<>();
		List<String> ends = new ArrayList<>();
		this.room.events().subscribe(heard::add, null, () -> ends.add("end"));
		this.room.part(this.op, "").block();
		assertThat(ends).containsExactly("end");
		assertThat(heard).singleElement().isInstanceOf(RoomEvent.Parted.class);
		assertThat(this.fixture.rooms().find("lobby")).isNull();
		assertThat(Rejection.of(join(this.joe))).isEqualTo(Reason.NO_SUCH_ROOM);
		assertThat(Rejection.of(this.room.say("ghost"))).isEqualTo(Reason.NO_SUCH_ROOM);
		this.room.events().subscribe(heard::add, null, () -> ends.add("end at once"));
		assertThat(ends).containsExactly("end", "end at once");
	}

	@Test
	void givesNoNumberTwiceWhereARoomComesAgain() {
		long last = say(this.op, "x").blockOptional().orElseThrow().stamp().sequence();
		this.fixture.participants().depart(this.op, "gone");
		Room again = this.fixture.rooms().join("LOBBY", this.joe, null).blockOptional().orElseThrow();
		assertThat(again).isNotSameAs(this.room);
		assertThat(this.joe.told(RoomEvent.Joined.class)).singleElement()
			.satisfies((joined) -> assertThat(joined.stamp().sequence()).isGreaterThan(last + 1));
		assertThat(again.history(new HistoryQuery(null, null, 10, true, false)).blockOptional().orElseThrow())
			.extracting((event) -> event.getClass().getSimpleName())
			.containsExactly("Joined", "Said", "Quit", "Joined");
	}

	@Test
	void staysWhereTheApplicationHasOpenedItOrItBelongsToSomebody() {
		Room opened = this.fixture.room("opened");
		opened.join(this.joe, null).block();
		opened.part(this.joe, "").block();
		assertThat(this.fixture.rooms().find("opened")).isSameAs(opened);
		this.room.setFounder("joe").block();
		this.room.part(this.op, "").block();
		assertThat(this.fixture.rooms().find("lobby")).isSameAs(this.room);
		assertThat(join(this.eve).blockOptional().orElseThrow().roles()).isEmpty();
		assertThat(join(this.joe).blockOptional().orElseThrow().roles()).containsExactly(Role.OPERATOR);
		this.room.part(this.joe, "").block();
		this.room.part(this.eve, "").block();
		this.room.setFounder(null).block();
		assertThat(this.fixture.rooms().find("lobby")).isNull();
	}

	@Test
	void putsDifferentlyWhatItsAuthorHasSaid() {
		join(this.joe).block();
		join(this.eve).block();
		Message said = say(this.joe, "teh").blockOptional().orElseThrow();
		assertThat(Rejection.of(this.room.edit(this.eve, said.id(), "x"))).isEqualTo(Reason.NOT_AN_OPERATOR);
		assertThat(Rejection.of(this.room.edit(this.op, said.id(), "x"))).isEqualTo(Reason.NOT_AN_OPERATOR);
		assertThat(Rejection.of(this.room.edit(this.joe, "nothing", "x"))).isEqualTo(Reason.NO_SUCH_MESSAGE);
		assertThat(Rejection.of(this.room.edit(this.joe, said.id(), ""))).isEqualTo(Reason.MALFORMED);
		Message edited = this.room.edit(this.joe, said.id(), "the").blockOptional().orElseThrow();
		assertThat(edited.stamp()).isEqualTo(said.stamp());
		assertThat(edited.edited()).isNotNull();
		assertThat(this.eve.told(RoomEvent.Edited.class)).singleElement()
			.satisfies((event) -> assertThat(event.message()).isEqualTo(edited));
		assertThat(texts()).containsExactly("the");
	}

	@Test
	void takesBackWhatWasSaid() {
		join(this.joe).block();
		join(this.eve).block();
		Message joes = say(this.joe, "one").blockOptional().orElseThrow();
		Message eves = say(this.eve, "two").blockOptional().orElseThrow();
		assertThat(Rejection.of(this.room.redact(this.eve, joes.id(), ""))).isEqualTo(Reason.NOT_AN_OPERATOR);
		assertThat(Rejection.of(this.room.redact(this.eve, eves.id(), ""))).isEqualTo(Reason.NOT_AN_OPERATOR);
		this.room.redact(this.joe, joes.id(), "typo").block();
		this.room.redact(this.op, eves.id(), "").block();
		assertThat(this.eve.told(RoomEvent.Redacted.class)).extracting(RoomEvent.Redacted::message)
			.containsExactly(joes.id(), eves.id());
		assertThat(texts()).isEmpty();
		assertThat(Rejection.of(this.room.edit(this.joe, joes.id(), "again"))).isEqualTo(Reason.NO_SUCH_MESSAGE);
	}

	@Test
	void doesWhatNobodyWaitsFor() {
		join(this.joe);
		Message said = say(this.joe, "one").blockOptional().orElseThrow();
		this.room.edit(this.joe, said.id(), "two");
		assertThat(texts()).containsExactly("two");
		this.room.redact(this.op, said.id(), "");
		assertThat(texts()).isEmpty();
	}

	@Test
	void keepsTimeFromGoingBack() {
		Message first = say(this.op, "one").blockOptional().orElseThrow();
		this.fixture.advance(Duration.ofSeconds(5));
		assertThat(Duration.between(first.time(), say(this.op, "two").blockOptional().orElseThrow().time()))
			.isEqualTo(Duration.ofSeconds(5));
	}

	private List<String> texts() {
		return this.room.history(HistoryQuery.last(10))
			.blockOptional()
			.orElseThrow()
			.stream()
			.map((event) -> ((RoomEvent.Said) event).message().text())
			.toList();
	}

	@Test
	void makesNewRoomsWithTheRulesThatAreSet() {
		assertThat(this.room.rules().flags()).isEqualTo(Set.of(RoomFlag.NO_EXTERNAL, RoomFlag.TOPIC_PROTECTED));
	}

}
