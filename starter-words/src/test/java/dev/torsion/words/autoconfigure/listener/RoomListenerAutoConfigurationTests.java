package dev.torsion.words.autoconfigure.listener;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.torsion.mapping.autoconfigure.MappingAutoConfiguration;
import dev.torsion.net.PortListener;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.words.Message;
import dev.torsion.words.Participants;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomListener;
import dev.torsion.words.Rooms;
import dev.torsion.words.autoconfigure.WordsAutoConfiguration;
import dev.torsion.words.listener.RoomListeners;
import dev.torsion.words.test.RecordingParticipant;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RoomListenerAutoConfiguration}.
 */
class RoomListenerAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				MappingAutoConfiguration.class, WordsAutoConfiguration.class, RoomListenerAutoConfiguration.class))
		.withPropertyValues("network.words.name=chat.example.org", "spring.reactor.netty.shutdown-quiet-period=0s");

	private static BlockingQueue<String> heard(Room room) {
		BlockingQueue<String> heard = new LinkedBlockingQueue<>();
		room.events()
			.ofType(RoomEvent.Said.class)
			.subscribe((said) -> heard.add(said.by().nick() + ": " + said.message().text()));
		return heard;
	}

	private static Room room(ApplicationContext context) {
		return context.getBean(Rooms.class).open("lobby").blockOptional().orElseThrow();
	}

	@Test
	void letsMethodsListenFromTheStartToTheEnd() {
		Participants[] participants = new Participants[1];
		this.runner.withBean(Bots.class).run((context) -> {
			participants[0] = context.getBean(Participants.class);
			Room room = room(context);
			BlockingQueue<String> heard = heard(room);
			RecordingParticipant joe = new RecordingParticipant("joe");
			participants[0].arrive(joe);
			room.join(joe, null).block();
			assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("chat.example.org: Welcome joe");
			room.say(joe, Message.of("where are you")).block();
			assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("joe: where are you");
			assertThat(heard.poll(20, TimeUnit.SECONDS)).startsWith("where: torsion-blocking-");
			assertThat(participants[0].find("where")).isNotNull();
		});
		assertThat(participants[0].find("where")).isNull();
	}

	@Test
	void listensBeforeAnybodyComesIn() {
		this.runner.run((context) -> assertThat(context.getBean(RoomListeners.class).getPhase())
			.isLessThan(PortListener.PHASE - 1024));
	}

	@Test
	void bindsTheLimit() {
		this.runner
			.run((context) -> assertThat(context.getBean(RoomListenerProperties.class).maxConcurrency()).isEqualTo(16));
		this.runner.withPropertyValues("network.words.listeners.max-concurrency=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("network.words.listeners.max-concurrency"));
	}

	@Test
	void isSwitchedOffWithTheRooms() {
		this.runner.withBean(Bots.class)
			.withPropertyValues("network.words.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RoomListeners.class));
	}

	@Test
	void tellsANativeImageOfTheMethods() {
		GenericApplicationContext context = new GenericApplicationContext();
		context.registerBean(Bots.class);
		GenerationContext generation = new DefaultGenerationContext(new ClassNameGenerator(ClassName.get(Bots.class)),
				new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Bots.class, "greet"))
			.accepts(generation.getRuntimeHints());
	}

	static class Bots {

		@RoomListener("lobby")
		Flux<Message> greet(Flux<RoomEvent> events) {
			return events.ofType(RoomEvent.Joined.class)
				.filter((joined) -> !joined.by().bot())
				.map((joined) -> Message.of("Welcome " + joined.by().nick()));
		}

		@RoomListener(value = "${test.room:lobby}", nick = "where")
		String where(RoomEvent.Said said) {
			return said.by().bot() ? "" : Thread.currentThread().getName();
		}

	}

}
