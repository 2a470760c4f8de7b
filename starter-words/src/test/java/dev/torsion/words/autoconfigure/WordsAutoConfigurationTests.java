package dev.torsion.words.autoconfigure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.PortListener;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.words.ChatEvent;
import dev.torsion.words.Participants;
import dev.torsion.words.Room;
import dev.torsion.words.RoomRules;
import dev.torsion.words.Rooms;
import dev.torsion.words.Topic;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.history.RoomStore;
import dev.torsion.words.history.RoomStore.StoredRoom;
import dev.torsion.words.room.ChatBus;
import dev.torsion.words.room.RoomContext;
import dev.torsion.words.room.RoomPolicy;
import dev.torsion.words.room.RoomSettings;
import dev.torsion.words.room.RoomSettings.Creation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WordsAutoConfiguration}.
 */
class WordsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				WordsAutoConfiguration.class))
		.withPropertyValues("network.words.name=chat.example.org", "spring.reactor.netty.shutdown-quiet-period=0s");

	private static Room room(ApplicationContext context, String name) {
		Room room = context.getBean(Rooms.class).find(name);
		assertThat(room).isNotNull();
		return room;
	}

	@Test
	void hasRoomsWithoutBeingToldAnything() {
		this.runner.run((context) -> {
			assertThat(context.getBean(Rooms.class).all()).isEmpty();
			assertThat(context.getBean(Rooms.class).application().profile().nick()).isEqualTo("chat.example.org");
			assertThat(context.getBean(Participants.class).size()).isZero();
			assertThat(context.getBean(RoomContext.class).settings()).isEqualTo(RoomSettings.ofDefaults());
		});
	}

	@Test
	void isSwitchedOff() {
		this.runner.withPropertyValues("network.words.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Rooms.class).doesNotHaveBean(Participants.class));
	}

	@Test
	void hasANameWithoutBeingToldOne() {
		assertThat(ServerName.of(null).value()).isNotBlank().doesNotContain(" ");
		assertThat(ServerName.of(" chat ").value()).isEqualTo("chat");
	}

	@Test
	void opensTheRoomsThatAreConfigured() {
		this.runner
			.withPropertyValues("network.words.rooms[0].name=lobby", "network.words.rooms[0].topic=Welcome",
					"network.words.rooms[1].name=ops", "network.words.rooms[1].role=OPS")
			.run((context) -> {
				assertThat(room(context, "lobby").topic().text()).isEqualTo("Welcome");
				assertThat(room(context, "lobby").rules().role()).isNull();
				assertThat(room(context, "ops").rules().role()).isEqualTo("OPS");
				assertThat(room(context, "ops").topic()).isEqualTo(Topic.NONE);
			});
	}

	@Test
	void opensRoomsBeforeAnybodyListens() {
		this.runner.run((context) -> assertThat(context.getBean(ConfiguredRooms.class).getPhase())
			.isLessThan(PortListener.PHASE)
			.isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE));
	}

	@ParameterizedTest
	@CsvSource({ "joe!joe@host,Kept", "chat.example.org!chat.example.org@chat.example.org,Welcome" })
	void bringsBackRoomsAndKeepsTheTopicThatTheirOperatorsHaveSet(String by, String topic) {
		MemoryRoomStore store = new MemoryRoomStore();
		store
			.save(new StoredRoom("Lobby", Instant.EPOCH, null, new Topic("Kept", by, Instant.EPOCH),
					new RoomRules(Set.of(), "key", 7, "OLD"), Map.of()))
			.block();
		this.runner.withBean(RoomStore.class, () -> store)
			.withPropertyValues("network.words.rooms[0].name=lobby", "network.words.rooms[0].topic=Welcome")
			.run((context) -> {
				assertThat(context.getBean(Rooms.class).all()).hasSize(1);
				assertThat(room(context, "lobby").topic().text()).isEqualTo(topic);
				assertThat(room(context, "lobby").rules()).isEqualTo(new RoomRules(Set.of(), "key", 7, null));
			});
	}

	@Test
	void bindsTheLimits() {
		this.runner
			.withPropertyValues("network.words.creation=nobody", "network.words.limits.max-rooms=1",
					"network.words.limits.max-rooms-each=2", "network.words.limits.max-members=3",
					"network.words.limits.max-entries=4", "network.words.limits.max-name=5",
					"network.words.limits.max-text=6", "network.words.limits.max-topic=7",
					"network.words.limits.max-reason=8", "network.words.limits.event-buffer=9")
			.run((context) -> assertThat(context.getBean(RoomContext.class).settings()).isEqualTo(
					new RoomSettings(Creation.NOBODY, RoomSettings.ofDefaults().flags(), 1, 2, 3, 4, 5, 6, 7, 8, 9)));
	}

	@ParameterizedTest
	@CsvSource({ "max-rooms", "max-rooms-each", "max-members", "max-entries", "max-name", "max-text", "max-topic",
			"max-reason", "event-buffer" })
	void refusesLimitsThatLetNothing(String limit) {
		this.runner.withPropertyValues("network.words.limits." + limit + "=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
						(ex) -> assertThat(ex.getName()).isEqualTo("network.words.limits." + limit)));
	}

	@ParameterizedTest
	@CsvSource({ "network.words.rooms[0].name=a b,'a b'", "network.words.rooms[0].name=,''",
			"network.words.rooms[0].topic=x,''", "network.words.rooms[0].name=a@b,'a@b'",
			"network.words.name=chat server,'chat server'" })
	void saysWhichNameIsNone(String property, String named) {
		assertThat(failure(property).analysis().getDescription()).contains("'" + named + "'");
	}

	@Test
	void saysWhichRoomIsThereTwice() {
		assertThat(failure("network.words.rooms[0].name=lobby", "network.words.rooms[1].name=Lobby").analysis()
			.getDescription()).contains("'Lobby' twice");
	}

	@Test
	void saysWhichTopicIsTooLong() {
		assertThat(failure("network.words.rooms[0].name=lobby", "network.words.rooms[0].topic=" + "x".repeat(391))
			.analysis()
			.getAction()).contains("390");
	}

	private FailureAnalyzedException failure(String... properties) {
		List<FailureAnalyzedException> failures = new ArrayList<>();
		this.runner.withPropertyValues(properties).run((context) -> {
			Throwable cause = context.getStartupFailure();
			while (cause != null && !(cause instanceof FailureAnalyzedException)) {
				cause = cause.getCause();
			}
			failures.add((FailureAnalyzedException) cause);
		});
		return failures.get(0);
	}

	@Test
	void asksPoliciesAndTellsBusesThatAreBeans() {
		BlockingQueue<String> told = new LinkedBlockingQueue<>();
		this.runner.withBean("one", ChatBus.class, () -> (event) -> told.add("one " + kind(event)))
			.withBean("two", ChatBus.class, () -> (event) -> told.add("two " + kind(event)))
			.withBean(RoomPolicy.class, () -> new RoomPolicy() {
			})
			.run((context) -> {
				assertThat(context.getBean(RoomContext.class).policies()).hasSize(1);
				context.getBean(Rooms.class).open("lobby").flatMap((room) -> room.say("hello")).block();
				assertThat(told).containsExactly("one Said", "two Said");
			});
	}

	private static String kind(ChatEvent event) {
		return event.getClass().getSimpleName();
	}

	@Test
	void tellsListenersOnThreadsOfTheirOwn() {
		this.runner.run((context) -> {
			Room room = context.getBean(Rooms.class).open("lobby").blockOptional().orElseThrow();
			BlockingQueue<String> threads = new LinkedBlockingQueue<>();
			room.events().subscribe((event) -> threads.add(Thread.currentThread().getName()));
			room.say("hello").block();
			assertThat(threads.poll(20, TimeUnit.SECONDS)).startsWith("torsion-words-");
		});
	}

	@Test
	void keepsHistoryWhereABeanSays() {
		MemoryHistoryStore own = new MemoryHistoryStore(1, 1);
		this.runner.withBean(HistoryStore.class, () -> own)
			.run((context) -> assertThat(context.getBean(RoomContext.class).history()).isSameAs(own));
		this.runner.run((context) -> assertThat(context.getBean(RoomContext.class).history())
			.isInstanceOf(MemoryHistoryStore.class));
	}

}
