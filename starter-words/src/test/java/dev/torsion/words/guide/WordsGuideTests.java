package dev.torsion.words.guide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import dev.torsion.DocExamples;
import dev.torsion.words.HistoryQuery;
import dev.torsion.words.Message;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomListener;
import dev.torsion.words.Rooms;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.database.R2dbcHistoryStore;
import dev.torsion.words.irc.client.IrcClient;
import dev.torsion.words.irc.client.IrcClients;
import dev.torsion.words.test.RecordingParticipant;
import dev.torsion.words.test.RoomsFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs the examples of the guide.
 */
@Timeout(120)
class WordsGuideTests {

	private static final String PAGE = "docs/words.md";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "listener", "reply", "test", "rooms", "bot" })
	void areTheExamplesOfTheGuide(String example) {
		assertThat(DocExamples.of(PAGE).code("words-" + example))
			.isEqualTo(DocExamples.tagged(WordsGuideTests.class, example));
	}

	@Test
	void areTheBeansOfTheGuide() {
		assertThat(DocExamples.of(PAGE).code("words-policy")).isEqualTo(DocExamples.tagged(Politeness.class, "policy"));
		assertThat(DocExamples.of(PAGE).code("words-command")).isEqualTo(DocExamples.tagged(Dice.class, "command"));
	}

	// tag::test[]
	@Test
	void greetsWhoComesIn() {
		RoomsFixture fixture = new RoomsFixture();
		fixture.listen(new Greeter());
		RecordingParticipant amy = fixture.arrive("amy");
		fixture.rooms().join("lobby", amy, null).block();
		assertThat(amy.heard()).containsExactly("chat.example.org: Hello, amy");
	}
	// end::test[]

	@Test
	void answersQuestions() {
		RoomsFixture fixture = new RoomsFixture();
		fixture.listen(new Helper());
		RecordingParticipant amy = fixture.arrive("amy");
		Room room = fixture.rooms().join("support-mail", amy, null).blockOptional().orElseThrow();
		room.say(amy, Message.of("Does it work?"));
		assertThat(amy.heard()).contains("helper: See the page on mail");
		assertThat(room.members()).hasSize(2);
	}

	@Test
	void hasRoomsAndBots() {
		runner().withInitializer((context) -> example(context.getEnvironment(), "server")).run((context) -> {
			try (Chatter amy = Chatter.open(port(context), "amy")) {
				assertThat(amy.ask("JOIN #lobby", " 366 ")).contains("332 amy #lobby Welcome");
				said(context, "lobby", "Hello, amy");
				assertThat(amy.ask("JOIN #ops", " 473 ")).contains("#ops");
				assertThat(amy.ask("ROLL #lobby", "rolls a ")).contains("PRIVMSG #lobby");
				assertThat(amy.ask("PRIVMSG #lobby :damn", " 404 ")).contains("Mind your language");
			}
		});
	}

	@Test
	void saysWhatTheApplicationWants() {
		runner().run((context) -> {
			context.publishEvent(new OrderShipped(7));
			said(context, "orders", "Order 7 has left");
		});
	}

	private static void said(ApplicationContext context, String room, String text) {
		Room there = context.getBean(Rooms.class).open(room).blockOptional().orElseThrow();
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(there.history(HistoryQuery.last(1)).block())
				.extracting((event) -> ((RoomEvent.Said) event).message().text())
				.containsExactly(text));
	}

	@Test
	void keepsTheHistoryInADatabase() {
		runner().withInitializer((context) -> example(context.getEnvironment(), "history"))
			.run((context) -> assertThat(context.getBean(HistoryStore.class)).isInstanceOf(R2dbcHistoryStore.class));
	}

	@Test
	void hasClients() {
		runner().withInitializer((context) -> example(context.getEnvironment(), "client"))
			.withPropertyValues("LIBERA_PASSWORD=secret")
			.run((context) -> assertThat(context.getBean("libera")).isInstanceOf(IrcClient.class));
	}

	@Test
	void tellsAllProperties() {
		assertThat(DocExamples.of(PAGE).missingProperties("network.words.")).isEmpty();
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("network.data=" + this.folder, "network.words.irc.port=0",
					"spring.reactor.netty.shutdown-quiet-period=0s", "network.shutdown.grace-period=1s");
	}

	private static int port(ApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.network.irc.port", Integer.class);
	}

	/** With free ports, and nobody to connect to. */
	private static void example(ConfigurableEnvironment environment, String example) {
		String yaml = DocExamples.of(PAGE)
			.code("words-" + example)
			.replace("irc.libera.chat", "127.0.0.1")
			.replaceAll("port: [0-9]+", "port: 0");
		try {
			new YamlPropertySourceLoader().load(example, new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.forEach(environment.getPropertySources()::addLast);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Politeness.class, Dice.class })
	static class Application {

		@Bean
		Greeter greeterOfTheLobby() {
			return new Greeter();
		}

		@Bean
		Shipping shipping(Rooms rooms) {
			return new Shipping(rooms);
		}

	}

	static class Greeter {

		// tag::listener[]
		@RoomListener("lobby")
		Flux<Message> greet(Flux<RoomEvent> events) {
			return events.ofType(RoomEvent.Joined.class).map((joined) -> Message.of("Hello, " + joined.by().nick()));
		}
		// end::listener[]

	}

	static class Helper {

		private final Answers answers = (topic) -> Mono.just("See the page on " + topic);

		// tag::reply[]
		@RoomListener(value = "support-{topic}", nick = "helper")
		Mono<String> answer(Message message, String topic) {
			return message.text().endsWith("?") ? this.answers.find(topic) : Mono.empty();
		}
		// end::reply[]

	}

	/** What a helper knows. */
	private interface Answers {

		Mono<String> find(String topic);

	}

	record OrderShipped(int id) {

	}

	static class Shipping {

		private final Rooms rooms;

		Shipping(Rooms rooms) {
			this.rooms = rooms;
		}

		// tag::rooms[]
		@EventListener
		void shipped(OrderShipped order) {
			this.rooms.open("orders").flatMap((room) -> room.say("Order " + order.id() + " has left")).subscribe();
		}
		// end::rooms[]

	}

	static class Bots {

		// tag::bot[]
		@Bean
		IrcClient greeter(IrcClients clients) {
			IrcClient bot = clients.to("irc.example.org").nick("greeter").channels("#lobby").build();
			bot.onMessage((message) -> message.text().equals("!hello")
					? bot.say(message.replyTo(), "Hello, " + message.from().nick()) : Mono.empty());
			return bot;
		}
		// end::bot[]

	}

}
