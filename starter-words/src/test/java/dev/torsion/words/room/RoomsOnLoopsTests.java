package dev.torsion.words.room;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Message;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomException;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.loop.LoopQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of rooms whose members are on several event loops.
 */
@Timeout(60)
class RoomsOnLoopsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int LOOPS = 4;

	private final List<NettyLoop> loops = IntStream.range(0, LOOPS).mapToObj((each) -> new NettyLoop()).toList();

	private final RoomContext context = new RoomContext(RoomSettings.ofDefaults(), new MemoryHistoryStore(100, 100),
			new MemoryRoomStore(), List.of(), ChatBus.NONE, Clock.systemUTC(), Schedulers.parallel());

	private final LiveParticipants participants = new LiveParticipants("chat.example.org", this.context,
			this.loops.get(0));

	private final LiveRooms rooms = new LiveRooms(this.context, this.participants);

	@AfterEach
	void endLoops() {
		this.loops.forEach(NettyLoop::close);
	}

	private LoopMember arrive(String nick, int loop) {
		LoopMember member = new LoopMember(nick, this.loops.get(loop % LOOPS));
		assertThat(this.participants.arrive(member)).isTrue();
		return member;
	}

	private List<LoopMember> members(int count, Room room) {
		List<LoopMember> members = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			LoopMember member = arrive("member" + i, i);
			room.join(member, null).block(PATIENCE);
			members.add(member);
		}
		return members;
	}

	private Room open(String name) {
		return this.rooms.open(name).blockOptional(PATIENCE).orElseThrow();
	}

	private void settle() {
		this.loops.forEach(NettyLoop::settle);
	}

	/** On the loop of a member, as a protocol does it: one thing after another. */
	private static <T> Mono<T> onLoop(LoopMember member, Mono<T> step) {
		return step.subscribeOn(member.eventLoop().scheduler());
	}

	@Test
	void tellsEveryMemberTheSameInTheSameOrder() {
		Room room = open("lobby");
		List<LoopMember> members = members(12, room);
		LoopMember outsider = arrive("outsider", 1);
		int lines = 150;
		AtomicInteger wrong = new AtomicInteger();
		Flux<?> speaking = Flux.fromIterable(members)
			.flatMap((member) -> onLoop(member,
					Flux.range(0, lines)
						.concatMap((line) -> room.say(member, Message.of(member.profile().nick() + " " + line))
							.doOnNext((said) -> {
								// Told of it before it is done, and done where it belongs
								if (!member.eventLoop().isCurrent() || member.latest() < said.stamp().sequence()) {
									wrong.incrementAndGet();
								}
							}))
						.then()),
					members.size());
		Flux<?> others = Flux.range(0, lines)
			.concatMap((line) -> room.say("server " + line))
			.subscribeOn(Schedulers.parallel());
		Mono<?> churn = onLoop(outsider,
				Flux.range(0, lines)
					.concatMap((time) -> room.join(outsider, null).then(room.part(outsider, "")))
					.then());
		Flux.merge(speaking, others, churn).blockLast(PATIENCE);
		settle();
		assertThat(wrong).hasValue(0);
		assertThat(members).noneMatch(LoopMember::isAstray);
		List<ChatEvent> first = members.get(0).heard();
		long end = members.get(0).latest();
		assertThat(first).extracting((event) -> ((RoomEvent) event).stamp().sequence())
			.containsExactlyElementsOf(LongStream.rangeClosed(1, end).boxed().toList());
		for (int i = 1; i < members.size(); i++) {
			assertThat(members.get(i).heard()).isEqualTo(first.subList(i, first.size()));
		}
		for (LoopMember member : members) {
			assertThat(first.stream()
				.filter((event) -> event instanceof RoomEvent.Said && event.origin() == member)
				.map((event) -> ((RoomEvent.Said) event).message().text())).containsExactlyElementsOf(
						IntStream.range(0, lines).mapToObj((line) -> member.profile().nick() + " " + line).toList());
		}
	}

	@Test
	void givesANicknameToOneOfAThousandAlone() {
		List<LoopMember> all = IntStream.range(0, 1000)
			.mapToObj((each) -> new LoopMember((each % 2 == 0) ? "joe" : "JOE", this.loops.get(each % LOOPS)))
			.toList();
		List<LoopMember> arrived = Flux.fromIterable(all)
			.flatMap((each) -> onLoop(each, Mono.fromCallable(() -> this.participants.arrive(each)))
				.filter((done) -> done)
				.map((done) -> each), all.size())
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
		assertThat(arrived).hasSize(1);
		assertThat(this.participants.find("Joe")).isSameAs(arrived.get(0));
		assertThat(this.participants.size()).isEqualTo(1);
	}

	@Test
	void givesAnotherNicknameToOneOfAThousandAlone() {
		List<LoopMember> all = IntStream.range(0, 1000).mapToObj((each) -> arrive("guest" + each, each)).toList();
		List<LoopMember> changed = Flux.fromIterable(all)
			.flatMap((each) -> onLoop(each,
					Mono.fromCallable(() -> this.participants.change(each, (profile) -> profile.withNick("joe"))))
				.filter((done) -> done)
				.map((done) -> each), all.size())
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
		assertThat(changed).hasSize(1);
		assertThat(this.participants.find("joe")).isSameAs(changed.get(0));
		for (LoopMember each : all) {
			assertThat(this.participants.find(each.profile().nick())).isSameAs(each);
		}
		assertThat(IntStream.range(0, 1000).filter((each) -> this.participants.find("guest" + each) != null))
			.hasSize(999);
	}

	@Test
	void leavesNobodyInARoomWhoGoesWhileItComesIn() {
		Room room = open("lobby");
		for (int i = 0; i < 500; i++) {
			LoopMember member = arrive("member", i);
			Mono<?> joining = Mono.defer(() -> room.join(member, null))
				.subscribeOn(Schedulers.parallel())
				.onErrorComplete(RoomException.class);
			Mono<?> going = onLoop(member, Mono.fromRunnable(() -> this.participants.depart(member, "gone")));
			Flux.merge(joining, going).blockLast(PATIENCE);
			member.eventLoop().settle();
			assertThat(room.member(member)).isNull();
			room.say("is anybody there").block(PATIENCE);
			settle();
			assertThat(this.participants.find("member")).isNull();
		}
		assertThat(room.size()).isZero();
	}

	@Test
	void letsEverybodyIntoARoomThatEndsAllTheTime() {
		List<LoopMember> all = IntStream.range(0, 8).mapToObj((each) -> arrive("guest" + each, each)).toList();
		Flux.fromIterable(all)
			.flatMap((each) -> onLoop(each,
					Flux.range(0, 200)
						.concatMap((time) -> this.rooms.join("lobby", each, null)
							.doOnNext((room) -> assertThat(room.member(each)).isNotNull())
							.flatMap((room) -> room.part(each, "")))
						.then()),
					all.size())
			.blockLast(PATIENCE);
		assertThat(this.rooms.all()).isEmpty();
		assertThat(all).allSatisfy((each) -> assertThat(this.rooms.of(each)).isEmpty());
	}

	@Test
	void makesOneOperatorOfThoseWhoMakeARoomTogether() {
		for (int i = 0; i < 100; i++) {
			String name = "room" + i;
			List<LoopMember> all = IntStream.range(0, 8).mapToObj((each) -> arrive(name + each, each)).toList();
			Flux.fromIterable(all)
				.flatMap((each) -> onLoop(each, this.rooms.join(name, each, null)), all.size())
				.blockLast(PATIENCE);
			Room room = Objects.requireNonNull(this.rooms.find(name));
			assertThat(room.members()).hasSize(8).filteredOn((member) -> member.isAtLeast(Role.OPERATOR)).hasSize(1);
		}
	}

	@Test
	void makesSpeakersWaitForALoopThatDoesNotKeepUp() throws Exception {
		Room room = open("lobby");
		LoopMember slow = members(2, room).get(0);
		LoopMember speaker = arrive("speaker", 2);
		room.join(speaker, null).block(PATIENCE);
		settle();
		CountDownLatch stuck = new CountDownLatch(1);
		slow.eventLoop().execute(() -> await(stuck));
		int before = speaker.heard().size();
		AtomicInteger done = new AtomicInteger();
		CountDownLatch full = new CountDownLatch(1);
		CountDownLatch all = new CountDownLatch(1);
		int lines = 2 * LoopQueue.CONGESTED;
		onLoop(speaker, Flux.range(1, lines).concatMap((line) -> {
			Mono<Message> said = room.say(speaker, Message.of("line " + line));
			if (line == LoopQueue.CONGESTED) {
				full.countDown();
			}
			return said.doOnNext((message) -> {
				assertThat(speaker.eventLoop().isCurrent()).isTrue();
				done.incrementAndGet();
			});
		}).then()).subscribe(null, null, all::countDown);
		await(full);
		speaker.eventLoop().settle();
		assertThat(done).hasValue(LoopQueue.CONGESTED - 1);
		assertThat(speaker.heard()).hasSize(before + LoopQueue.CONGESTED);
		stuck.countDown();
		await(all);
		settle();
		assertThat(done).hasValue(lines);
		assertThat(slow.heard().stream().filter(RoomEvent.Said.class::isInstance)).hasSize(lines);
	}

	@Test
	void makesNoMoreRoomsThanThereMayBe() {
		RoomSettings few = new RoomSettings(RoomSettings.Creation.ANYBODY, RoomSettings.ofDefaults().flags(), 10, 100,
				100, 100, 64, 400, 400, 400, 16);
		LiveRooms limited = new LiveRooms(new RoomContext(few, this.context.history(), this.context.store(), List.of(),
				ChatBus.NONE, this.context.clock(), Schedulers.parallel()), this.participants);
		List<LoopMember> all = IntStream.range(0, 200).mapToObj((each) -> arrive("guest" + each, each)).toList();
		Flux.fromIterable(all)
			.flatMap((each) -> onLoop(each, limited.join("room-" + each.profile().nick(), each, null))
				.onErrorComplete(RoomException.class), all.size())
			.blockLast(PATIENCE);
		assertThat(limited.all()).hasSizeBetween(1, 10).allMatch((room) -> room.size() == 1);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
