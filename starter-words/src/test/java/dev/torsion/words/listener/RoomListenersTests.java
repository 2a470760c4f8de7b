package dev.torsion.words.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.torsion.mapping.NonBlocking;
import dev.torsion.words.Member;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.RoomListener;
import dev.torsion.words.test.RecordingParticipant;
import dev.torsion.words.test.RoomsFixture;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RoomListeners}.
 */
class RoomListenersTests {

	private final RoomsFixture fixture = new RoomsFixture();

	private final RecordingParticipant joe = this.fixture.arrive("joe");

	private Room join(String room, Participant participant) {
		return this.fixture.rooms().join(room, participant, null).blockOptional().orElseThrow();
	}

	private Room room(String name) {
		return Objects.requireNonNull(this.fixture.rooms().find(name));
	}

	private Participant participant(String nick) {
		return Objects.requireNonNull(this.fixture.participants().find(nick));
	}

	private static Member member(Room room, Participant participant) {
		return Objects.requireNonNull(room.member(participant));
	}

	private void say(String room, String text) {
		join(room, this.joe).say(this.joe, Message.of(text)).block();
	}

	@Test
	void saysInTheRoomWhatAMethodMakesOfAllThatHappens() {
		this.fixture.listen(new Greeter());
		join("Lobby", this.joe);
		join("Lobby", this.fixture.arrive("ann"));
		assertThat(this.joe.heard()).containsExactly("chat.example.org: Welcome joe", "chat.example.org: Welcome ann");
		assertThat(room("lobby").size()).isEqualTo(2);
	}

	@Test
	void makesTheRoomsThatAreNamedWhole() {
		this.fixture.listen(new Greeter());
		assertThat(this.fixture.rooms().all()).singleElement()
			.satisfies((room) -> assertThat(room.name()).isEqualTo("lobby"));
	}

	@Test
	void callsMethodsForEachOfWhatTheyTake() {
		Kinds kinds = new Kinds();
		this.fixture.listen(kinds);
		Room room = join("lobby", this.joe);
		room.say(this.joe, Message.of("hi")).block();
		room.say(this.joe, Message.of(Message.Type.TAGS, "", Map.of("+typing", "active"))).block();
		room.part(this.joe, "").block();
		assertThat(kinds.log).containsExactlyInAnyOrder("any Joined", "joined joe in lobby", "any Said", "message hi",
				"any Said", "any Parted");
	}

	@Test
	void saysWhatMethodsReturnOfAnyKind() {
		this.fixture.listen(new Answers());
		say("lobby", "!string");
		for (String kind : List.of("message", "mono", "flux", "optional", "lines", "nothing")) {
			room("lobby").say(this.joe, Message.of("!" + kind)).block();
		}
		assertThat(this.joe.heard().stream().filter((text) -> !text.startsWith("joe"))).containsExactly(
				"chat.example.org: a string", "chat.example.org: a message", "chat.example.org: a mono",
				"chat.example.org: one", "chat.example.org: two", "chat.example.org: an optional",
				"chat.example.org: first", "chat.example.org: second");
	}

	@Test
	void bindsVariablesOfTemplatesInRoomsThatComeLater() {
		Support support = new Support();
		this.fixture.listen(support);
		say("support-42", "help");
		say("Support-7", "help");
		say("support-x", "help");
		say("other", "help");
		assertThat(support.log).containsExactly("42 help", "7 help");
	}

	@Test
	void callsAMethodOnceForARoomThatSeveralOfItsTemplatesMatch() {
		Twice twice = new Twice();
		this.fixture.listen(twice);
		say("lobby", "hi");
		say("other", "hi");
		assertThat(twice.log).containsExactly("lobby", "other");
	}

	@Test
	void listensToRoomsThatWereThereBefore() {
		Room room = join("lobby", this.joe);
		Disposable listening = this.fixture.listen(new Greeter());
		join("lobby", this.fixture.arrive("ann"));
		listening.dispose();
		join("lobby", this.fixture.arrive("eve"));
		assertThat(this.joe.heard()).containsExactly("chat.example.org: Welcome ann");
		assertThat(room.size()).isEqualTo(3);
	}

	@Test
	void doesNotHearWhatItDoesItself() {
		this.fixture.listen(new Echo());
		say("lobby", "one");
		assertThat(this.joe.heard()).containsExactly("joe: one", "echo: one");
		room("lobby").say("from elsewhere").block();
		assertThat(this.joe.heard()).hasSize(4).endsWith("echo: from elsewhere");
	}

	@Test
	void isSomebodyOfItsOwnWithANickname() {
		Disposable listening = this.fixture.listen(new Echo());
		Participant bot = participant("ECHO");
		assertThat(bot.profile().bot()).isTrue();
		assertThat(room("lobby").member(bot)).isNotNull();
		listening.dispose();
		assertThat(this.fixture.participants().find("echo")).isNull();
		assertThat(room("lobby").size()).isZero();
	}

	@Test
	void comesAndGoesWithOthersWhereItNamesNoRoom() {
		this.fixture.listen(new Everywhere());
		Participant bot = participant("fly");
		assertThat(this.fixture.rooms().of(bot)).isEmpty();
		Room room = join("attic", this.joe);
		assertThat(member(room, this.joe).isAtLeast(Role.OPERATOR)).isTrue();
		assertThat(member(room, bot).roles()).isEmpty();
		room.change(this.joe, List.of(new RoomChange.Flag(RoomFlag.MODERATED, true))).block();
		room.say(this.joe, Message.of("hi")).block();
		assertThat(this.joe.heard()).containsExactly("joe: hi", "fly: bzz");
		room.part(this.joe, "").block();
		assertThat(this.fixture.rooms().find("attic")).isNull();
		assertThat(this.fixture.rooms().of(bot)).isEmpty();
		assertThat(participant("FLY")).isSameAs(bot);
	}

	@Test
	void comesBackToARoomThatStaysWithWhoComes() {
		Room room = this.fixture.room("attic");
		this.fixture.listen(new Everywhere());
		Participant bot = participant("fly");
		assertThat(room.size()).isZero();
		join("attic", this.joe);
		assertThat(room.member(bot)).isNotNull();
		this.fixture.participants().depart(this.joe, "");
		assertThat(room.size()).isZero();
		join("attic", this.fixture.arrive("ann"));
		assertThat(room.size()).isEqualTo(2);
	}

	@Test
	void staysAwayAndQuietWhenItWasMadeToLeave() {
		this.fixture.listen(new Everywhere());
		Room room = join("attic", this.joe);
		Participant bot = participant("fly");
		room.kick(this.joe, bot, "").block();
		room.say(this.joe, Message.of("hi")).block();
		join("attic", this.fixture.arrive("ann"));
		assertThat(room.member(bot)).isNull();
		assertThat(this.joe.heard()).containsExactly("joe: hi");
	}

	@Test
	void isCalledAgainAfterAWhileThatGrows() {
		Fragile fragile = new Fragile();
		this.fixture.listen(fragile);
		assertThat(fragile.calls).isEqualTo(1);
		say("lobby", "break");
		assertThat(fragile.calls).isEqualTo(1);
		this.fixture.advance(Duration.ofMillis(1500));
		assertThat(fragile.calls).isEqualTo(2);
		Room room = room("lobby");
		room.say(this.joe, Message.of("break")).block();
		this.fixture.advance(Duration.ofMillis(900));
		assertThat(fragile.calls).isEqualTo(2);
		this.fixture.advance(Duration.ofMillis(2100));
		assertThat(fragile.calls).isEqualTo(3);
		room.say(this.joe, Message.of("fine")).block();
		assertThat(fragile.heard).containsExactly("fine");
	}

	@Test
	void goesOnAfterAnEventThatFails() {
		List<String> log = new ArrayList<>();
		this.fixture.listen(new Object() {

			@RoomListener("lobby")
			@NonBlocking
			void listen(Message message) {
				log.add(message.text());
				throw new IllegalStateException(message.text());
			}

		});
		say("lobby", "one");
		room("lobby").say(this.joe, Message.of("two")).block();
		assertThat(log).containsExactly("one", "two");
	}

	@Test
	void goesOnAfterWhatCannotBeSaid() {
		this.fixture.listen(new Object() {

			@RoomListener("lobby")
			Flux<String> listen(Flux<RoomEvent> events) {
				return events.ofType(RoomEvent.Said.class).concatMap((said) -> Flux.just("x".repeat(10_000), "short"));
			}

		});
		say("lobby", "hi");
		assertThat(this.joe.heard()).containsExactly("joe: hi", "chat.example.org: short");
	}

	@Test
	void endsWhatAMethodDoesWithTheRoomAndWithTheApplication() {
		Ticking ticking = new Ticking();
		Disposable listening = this.fixture.listen(ticking);
		Room room = join("clock", this.joe);
		this.fixture.advance(Duration.ofSeconds(2));
		assertThat(this.joe.heard()).hasSize(2);
		room.part(this.joe, "").block();
		this.fixture.advance(Duration.ofSeconds(60));
		assertThat(ticking.ended).isEqualTo(1);
		join("clock", this.joe);
		assertThat(ticking.ended).isEqualTo(1);
		listening.dispose();
		assertThat(ticking.ended).isEqualTo(2);
		assertThat(ticking.completed).isEqualTo(2);
	}

	@Test
	void handlesSomeEventsAtATime() {
		List<String> begun = new ArrayList<>();
		this.fixture.listen(new Object() {

			@RoomListener("lobby")
			Mono<Void> listen(Message message) {
				begun.add(message.text());
				return Mono.never();
			}

		});
		Room room = join("lobby", this.joe);
		for (int i = 0; i < 40; i++) {
			room.say(this.joe, Message.of("line " + i)).block();
		}
		assertThat(begun).hasSize(16);
	}

	@Test
	void saysWhatIsWrongWithAMethod() {
		failure(new Object() {

			@RoomListener("lobby")
			void listen(Room room) {
			}

		}, "takes no events");
		failure(new Object() {

			@RoomListener("lobby")
			void listen(Message message, RoomEvent.Joined joined) {
			}

		}, "takes no events, or of more than one kind");
		failure(new Object() {

			@RoomListener("lobby")
			Flux<String> listen(Flux<String> events) {
				return events;
			}

		}, "takes no events");
		failure(new Object() {

			@RoomListener("the lobby")
			void listen(Message message) {
			}

		}, "'the lobby'");
		failure(new Object() {

			@RoomListener(value = "lobby", nick = "a bot")
			void listen(Message message) {
			}

		}, "'a bot'");
		failure(new Object() {

			@RoomListener(value = "lobby", nick = "joe")
			void listen(Message message) {
			}

		}, "'joe'");
		failure(new Object() {

			@RoomListener("lobby")
			void listen(Message message, Profile profile) {
			}

		}, "Nothing is known for the parameter 1");
	}

	private void failure(Object bean, String description) {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> this.fixture.listen(bean))
			.satisfies((ex) -> assertThat(ex.analysis().getDescription()).contains(description));
	}

	static class Greeter {

		@RoomListener("lobby")
		Flux<Message> greet(Flux<RoomEvent> events) {
			return events.ofType(RoomEvent.Joined.class).map((joined) -> Message.of("Welcome " + joined.by().nick()));
		}

	}

	static class Kinds {

		private final List<String> log = new ArrayList<>();

		@RoomListener("lobby")
		@NonBlocking
		void any(RoomEvent event) {
			this.log.add("any " + event.getClass().getSimpleName());
		}

		@RoomListener("lobby")
		@NonBlocking
		void joined(RoomEvent.Joined joined, Room room) {
			this.log.add("joined " + joined.by().nick() + " in " + room.name());
		}

		@RoomListener("lobby")
		@NonBlocking
		void message(Message message) {
			this.log.add("message " + message.text());
		}

	}

	static class Answers {

		@RoomListener("lobby")
		Object plain(Message message) {
			return switch (message.text()) {
				case "!string" -> "a string";
				case "!message" -> Message.notice("a message");
				case "!optional" -> Optional.of("an optional");
				case "!lines" -> "first\r\n\nsecond\n";
				default -> Optional.empty();
			};
		}

		@RoomListener("lobby")
		Mono<String> mono(Message message) {
			return message.text().equals("!mono") ? Mono.just("a mono") : Mono.empty();
		}

		@RoomListener("lobby")
		Flux<Message> flux(Message message) {
			return message.text().equals("!flux") ? Flux.just("one", "two").map(Message::of) : Flux.empty();
		}

	}

	static class Support {

		private final List<String> log = new ArrayList<>();

		@RoomListener("support-{ticket}")
		@NonBlocking
		void listen(int ticket, Message message) {
			this.log.add(ticket + " " + message.text());
		}

	}

	static class Twice {

		private final List<String> log = new ArrayList<>();

		@RoomListener({ "lobby", "{name}" })
		@NonBlocking
		void listen(Message message, Room room) {
			this.log.add(room.name());
		}

	}

	static class Echo {

		@RoomListener(value = "lobby", nick = "echo")
		String echo(Message message) {
			return message.text();
		}

	}

	static class Everywhere {

		@RoomListener(value = "{name}", nick = "fly")
		String buzz(Message message) {
			return "bzz";
		}

	}

	static class Fragile {

		private final List<String> heard = new ArrayList<>();

		private int calls;

		@RoomListener("lobby")
		Flux<Message> listen(Flux<RoomEvent> events) {
			this.calls++;
			return events.ofType(RoomEvent.Said.class).handle((said, sink) -> {
				if (said.message().text().equals("break")) {
					sink.error(new IllegalStateException("broken"));
				}
				else {
					this.heard.add(said.message().text());
				}
			});
		}

	}

	class Ticking {

		private int ended;

		private int completed;

		@RoomListener("clo{rest}")
		Flux<String> tick(Flux<RoomEvent> events) {
			events.subscribe(null, null, () -> this.completed++);
			return Flux.interval(Duration.ofSeconds(1), RoomListenersTests.this.fixture.eventLoop().scheduler())
				.map((second) -> "tick " + second)
				.doOnCancel(() -> this.ended++);
		}

	}

}
