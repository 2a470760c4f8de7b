package dev.torsion.words.moderation;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.torsion.net.test.VirtualEventLoop;
import dev.torsion.words.ChatEvent;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.moderation.Sanction.Kind;
import dev.torsion.words.moderation.Sanction.Target;
import dev.torsion.words.moderation.audit.AuditPolicy;
import dev.torsion.words.moderation.audit.ModerationEvent;
import dev.torsion.words.moderation.audit.ModerationEvent.Action;
import dev.torsion.words.room.ChatBus;
import dev.torsion.words.room.LiveParticipants;
import dev.torsion.words.room.LiveRooms;
import dev.torsion.words.room.RoomContext;
import dev.torsion.words.room.RoomSettings;
import dev.torsion.words.room.RoomSettings.Creation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(120)
class ModerationTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final List<ModerationEvent> audited = new CopyOnWriteArrayList<>();

	private final Sanctions sanctions = new Sanctions(new MemorySanctionStore(), 1000, Clock.systemUTC());

	private final LiveParticipants participants;

	private final LiveRooms rooms;

	private final Moderation moderation;

	ModerationTests() {
		RoomSettings settings = new RoomSettings(Creation.ANYBODY, Set.of(), 100, 100, 5000, 100, 50, 400, 400, 400,
				100);
		RoomContext context = new RoomContext(settings, new MemoryHistoryStore(100, 100), new MemoryRoomStore(),
				List.of(new SanctionPolicy(this.sanctions), new AuditPolicy(this.audited::add)), ChatBus.NONE,
				Clock.systemUTC(), Schedulers.parallel());
		this.participants = new LiveParticipants("chat.example", context, new VirtualEventLoop());
		this.rooms = new LiveRooms(context, this.participants);
		this.moderation = new Moderation(this.sanctions, this.participants, this.audited::add, Clock.systemUTC());
	}

	private Visitor arrive(Visitor visitor) {
		assertThat(this.participants.arrive(visitor)).isTrue();
		return visitor;
	}

	private Room join(Participant participant) {
		return Objects.requireNonNull(this.rooms.join("lobby", participant, null).block(LIMIT));
	}

	private Sanction impose(Kind kind, Target target, String subject) {
		return Objects.requireNonNull(
				this.moderation.impose(new SanctionRequest(kind, target, subject, null, "spam", "op")).block(LIMIT));
	}

	private static Reason refusal(Mono<?> result) {
		return Objects.requireNonNull(result.then(Mono.<Reason>empty())
			.onErrorResume(RoomException.class, (ex) -> Mono.just(ex.reason()))
			.block(LIMIT));
	}

	@Test
	void letsNobodySpeakInAnyWayWhoIsMuted() {
		Visitor joe = arrive(Visitor.of("joe", "joe", null));
		Visitor bob = arrive(Visitor.of("bob", "bob", null));
		Room room = join(joe);
		Message said = Objects.requireNonNull(room.say(joe, Message.of("before")).block(LIMIT));
		Sanction mute = impose(Kind.MUTE, Target.ACCOUNT, "joe");
		List<Mono<?>> ways = List.of(Mono.defer(() -> room.say(joe, Message.of("hello"))),
				Mono.defer(() -> room.edit(joe, said.id(), "hello")), Mono.defer(() -> room.setTopic(joe, "hello")),
				Mono.defer(() -> this.participants.whisper(joe, bob, Message.of("hello"))));
		assertThat(ways).allSatisfy((way) -> assertThat(refusal(way)).isEqualTo(Reason.CANNOT_SPEAK));
		assertThat(join(bob).say(bob, Message.of("hello")).block(LIMIT)).isNotNull();
		this.moderation.lift(mute.id(), "op").block(LIMIT);
		assertThat(ways).allSatisfy((way) -> assertThat(way.block(LIMIT)).isNotNull());
		assertThat(room.topic().text()).isEqualTo("hello");
	}

	@Test
	void tellsWhoIsMutedWhy() {
		Visitor joe = arrive(Visitor.of("joe", null, "192.0.2.1"));
		Room room = join(joe);
		impose(Kind.MUTE, Target.NETWORK, "192.0.2.0/24");
		assertThatExceptionOfType(RoomException.class).isThrownBy(() -> room.say(joe, Message.of("hello")).block(LIMIT))
			.withMessage("You may not speak: spam");
	}

	@Test
	void letsOperatorsSpeakThoughTheirNetworkIsMuted() {
		Visitor op = arrive(Visitor.of("op", null, "192.0.2.1").operator());
		Visitor bob = arrive(Visitor.of("bob", null, null));
		impose(Kind.MUTE, Target.NETWORK, "192.0.2.0/24");
		assertThat(join(op).say(op, Message.of("hello")).block(LIMIT)).isNotNull();
		assertThat(this.participants.whisper(op, bob, Message.of("hello")).block(LIMIT)).isNotNull();
	}

	@Test
	void endsWhoIsOnlineAndBanned() {
		Visitor joe = arrive(Visitor.of("joe", "joe", "192.0.2.1"));
		Visitor joesOther = arrive(Visitor.of("joe2", "JOE", "198.51.100.1"));
		Visitor bob = arrive(Visitor.of("bob", "bob", "192.0.2.9"));
		Room room = join(joe);
		join(bob);
		impose(Kind.BAN, Target.ACCOUNT, "joe");
		assertThat(joe.removals()).containsExactly("You are banned from this server: spam");
		assertThat(joesOther.removals()).hasSize(1);
		assertThat(bob.removals()).isEmpty();
		assertThat(this.participants.find("joe")).isNull();
		assertThat(room.size()).isOne();
		assertThat(bob.heard()).anySatisfy((event) -> assertThat(event).isInstanceOfSatisfying(ChatEvent.Departed.class,
				(departed) -> assertThat(departed.reason()).isEqualTo("You are banned from this server: spam")));
		impose(Kind.BAN, Target.NETWORK, "192.0.2.0/28");
		assertThat(bob.removals()).hasSize(1);
		assertThat(this.participants.all()).isEmpty();
	}

	@Test
	void endsWhoComesAlthoughItIsBanned() {
		impose(Kind.BAN, Target.NETWORK, "192.0.2.0/24");
		Visitor joe = arrive(Visitor.of("joe", null, "192.0.2.1"));
		assertThat(joe.removals()).hasSize(1);
		assertThat(this.participants.find("joe")).isNull();
		assertThat(refusal(this.rooms.join("lobby", joe, null))).isEqualTo(Reason.UNAVAILABLE);
	}

	@Test
	void endsWhoLogsInToAnAccountThatIsBanned() {
		impose(Kind.BAN, Target.ACCOUNT, "joe");
		Visitor joe = arrive(Visitor.of("joe", null, null));
		assertThat(joe.removals()).isEmpty();
		this.participants.change(joe, (profile) -> profile.withAccount("joe"));
		assertThat(joe.removals()).hasSize(1);
		assertThat(this.participants.find("joe")).isNull();
	}

	@Test
	void letsWhoHasGoneLeaveNoNicknameBehind() {
		Visitor joe = arrive(Visitor.of("joe", null, null));
		this.moderation.remove(joe, "enough", "op");
		this.participants.change(joe, (profile) -> profile.withNick("jim"));
		assertThat(this.participants.find("jim")).isNull();
		assertThat(this.participants.find("joe")).isNull();
		arrive(Visitor.of("jim", null, null));
	}

	@Test
	void removesSomebodyWhoMayComeAgain() {
		Visitor joe = arrive(Visitor.of("joe", null, null));
		this.moderation.remove(joe, "enough", "op");
		assertThat(joe.removals()).containsExactly("enough");
		assertThat(this.participants.size()).isZero();
		assertThat(this.audited).singleElement().satisfies((event) -> {
			assertThat(event.action()).isEqualTo(Action.REMOVED);
			assertThat(event.by()).isEqualTo("op");
			assertThat(event.subject()).isEqualTo("joe!joe@host.example");
		});
		arrive(Visitor.of("joe", null, null));
	}

	@Test
	void missesNobodyWhoComesWhileABanIsImposed() throws Exception {
		int visitors = 2000;
		List<Visitor> all = new ArrayList<>();
		for (int i = 0; i < visitors; i++) {
			all.add(Visitor.of("joe" + i, null, "192.0.2." + (i % 256)));
		}
		ExecutorService threads = Executors.newFixedThreadPool(4);
		CountDownLatch half = new CountDownLatch(visitors / 2);
		List<Future<?>> arrivals = new ArrayList<>();
		for (Visitor visitor : all) {
			arrivals.add(threads.submit(() -> {
				this.participants.arrive(visitor);
				half.countDown();
			}));
		}
		half.await();
		impose(Kind.BAN, Target.NETWORK, "192.0.2.0/24");
		for (Future<?> arrival : arrivals) {
			arrival.get(30, TimeUnit.SECONDS);
		}
		threads.shutdown();
		assertThat(this.participants.all()).isEmpty();
		assertThat(all).allSatisfy((visitor) -> assertThat(visitor.removals()).isNotEmpty());
	}

	@Test
	void mutesAndLetsSpeakFromTheMomentOnAtWhichItIsTold() throws Exception {
		Visitor joe = arrive(Visitor.of("joe", "joe", null));
		Room room = join(joe);
		AtomicBoolean done = new AtomicBoolean();
		ExecutorService threads = Executors.newSingleThreadExecutor();
		Visitor other = arrive(Visitor.of("joe2", "joe", null));
		Future<?> speaking = threads.submit(() -> {
			while (!done.get()) {
				room.say(other, Message.of("meanwhile")).onErrorComplete(RoomException.class).block(LIMIT);
			}
		});
		for (int i = 0; i < 500; i++) {
			Sanction mute = impose(Kind.MUTE, Target.ACCOUNT, "joe");
			assertThat(refusal(room.say(joe, Message.of("hello")))).isEqualTo(Reason.CANNOT_SPEAK);
			this.moderation.lift(mute.id(), "op").block(LIMIT);
			assertThat(room.say(joe, Message.of("hello")).block(LIMIT)).isNotNull();
		}
		done.set(true);
		speaking.get(30, TimeUnit.SECONDS);
		threads.shutdown();
	}

	@Test
	void tellsTheAuditWhoHasDoneWhat() {
		Visitor op = arrive(Visitor.of("op", "boss", null));
		Visitor joe = arrive(Visitor.of("joe", null, null));
		Room room = join(op);
		join(joe);
		Message said = Objects.requireNonNull(room.say(joe, Message.of("spam")).block(LIMIT));
		room.redact(op, said.id(), "no\u202espam").block(LIMIT);
		for (boolean on : List.of(true, false)) {
			room.change(op, List.of(new RoomChange.Listing(RoomChange.MaskList.BAN, "joe", on))).block(LIMIT);
		}
		room.kick(op, joe, "out\u2028with you").block(LIMIT);
		Sanction ban = impose(Kind.BAN, Target.ACCOUNT, "joe");
		impose(Kind.MUTE, Target.NETWORK, "192.0.2.1");
		this.moderation.lift(ban.id(), "op").block(LIMIT);
		assertThat(this.moderation.lift(ban.id(), "op").block(LIMIT)).isNull();
		assertThat(this.audited).extracting(ModerationEvent::action)
			.containsExactly(Action.REDACTED, Action.ROOM_BANNED, Action.ROOM_BAN_LIFTED, Action.KICKED, Action.BANNED,
					Action.MUTED, Action.LIFTED);
		assertThat(this.audited.get(0).reason()).isEqualTo("no?spam");
		assertThat(this.audited.get(0).subject()).isEqualTo(said.id());
		assertThat(this.audited.get(1).subject()).isEqualTo("joe!*@*");
		assertThat(this.audited.get(3)).satisfies((kick) -> {
			assertThat(kick.by()).isEqualTo("op!op@host.example (boss)");
			assertThat(kick.subject()).isEqualTo("joe!joe@host.example");
			assertThat(kick.room()).isEqualTo("lobby");
			assertThat(kick.reason()).isEqualTo("out?with you");
		});
		assertThat(this.audited.get(4).subject()).isEqualTo("joe");
	}

}
