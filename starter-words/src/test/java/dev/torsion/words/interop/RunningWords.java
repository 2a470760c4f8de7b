package dev.torsion.words.interop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.torsion.words.Message;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomListener;
import dev.torsion.words.Rooms;
import reactor.core.publisher.Flux;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application with a chat server: amy, whose password is {@code secret}, ops, of the
 * role OPS, whose password is the same, and the room {@code lobby}.
 *
 * @param application the application
 */
public record RunningWords(ConfigurableApplicationContext application) implements AutoCloseable {

	/**
	 * Starts it on a free port.
	 * @param folder where its data is to be
	 * @param arguments more properties, each as {@code --name=value}
	 * @return the application
	 */
	public static RunningWords start(Path folder, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--network.data=" + folder, "--network.words.name=chat.example.org",
				"--network.words.rooms[0].name=lobby", "--network.words.rooms[0].topic=Welcome",
				"--network.words.irc.port=0", "--network.cred.users[0].name=amy",
				"--network.cred.users[0].password={noop}secret", "--network.cred.users[1].name=ops",
				"--network.cred.users[1].password={noop}secret", "--network.cred.users[1].roles=OPS",
				"--spring.reactor.netty.shutdown-quiet-period=0s", "--network.shutdown.grace-period=1s"));
		all.addAll(List.of(arguments));
		return new RunningWords(new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run(all.toArray(String[]::new)));
	}

	/**
	 * Where it listens.
	 * @return the port, as text
	 */
	public String port() {
		return this.application.getEnvironment().getRequiredProperty("local.network.irc.port");
	}

	/**
	 * Says something in the lobby.
	 * @param text what
	 */
	public void say(String text) {
		this.application.getBean(Rooms.class).open("lobby").flatMap((room) -> room.say(text)).block();
	}

	/**
	 * Waits until something was said in the lobby.
	 * @param text what
	 * @return how it was said
	 */
	public Message heard(String text) {
		BlockingQueue<RoomEvent> events = this.application.getBean(Ears.class).heard;
		Message[] found = new Message[1];
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			for (RoomEvent event = events.poll(); event != null && found[0] == null; event = events.poll()) {
				if (event instanceof RoomEvent.Said said && said.message().text().equals(text)) {
					found[0] = said.message();
				}
			}
			assertThat(found[0]).as("'" + text + "' was said").isNotNull();
		});
		return found[0];
	}

	@Override
	public void close() {
		this.application.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Ears ears() {
			return new Ears();
		}

	}

	/** Notes what happens in the lobby. */
	static class Ears {

		private final BlockingQueue<RoomEvent> heard = new LinkedBlockingQueue<>();

		@RoomListener("lobby")
		Flux<Message> listen(Flux<RoomEvent> events) {
			return events.doOnNext(this.heard::add).thenMany(Flux.empty());
		}

	}

}
