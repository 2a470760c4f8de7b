package dev.torsion.words.autoconfigure.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import dev.torsion.cred.service.AccountChangedEvent;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.Rooms;
import dev.torsion.words.room.LiveRooms;
import dev.torsion.words.websocket.WebSocketPeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for pages, over the web server of an application.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebPagesTests {

	private ConfigurableApplicationContext application;

	@BeforeAll
	void start(@TempDir Path data) {
		this.application = run(data, "network.words.web.send-queue-limit=100KB", "network.words.web.flood.interval=0");
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void letsNobodyInWhoHasNotLoggedIn(@TempDir Path data) {
		assertThat(WebSocketPeer.refusal(uri(this.application))).isEqualTo(401);
		try (ConfigurableApplicationContext open = run(data, "network.words.web.guests=true");
				WebSocketPeer guest = new WebSocketPeer(uri(open), List.of())) {
			assertThat(guest.next()).startsWith("T:{\"event\":\"welcome\",\"nick\":\"guest");
		}
	}

	@Test
	void letsOnlyItsOwnPagesIn() {
		assertThat(WebSocketPeer.refusal(uri(this.application), "Authorization", basic("amy"), "Origin",
				"https://foe.example"))
			.isEqualTo(403);
		assertThat(WebSocketPeer.refusal(uri(this.application), "Authorization", basic("amy"), "Origin",
				"http://127.0.0.1:" + uri(this.application).getPort()))
			.isEqualTo(101);
	}

	@Test
	void carriesAConversationOfTwo() {
		try (WebSocketPeer amy = page("amy"); WebSocketPeer bob = page("bob")) {
			assertThat(amy.next()).isEqualTo("T:{\"event\":\"welcome\",\"nick\":\"amy\",\"account\":\"amy\"}");
			amy.send("{\"do\":\"join\",\"room\":\"two\"}");
			assertThat(amy.next()).contains("joined");
			assertThat(amy.next()).contains("reply");
			bob.next();
			bob.send("{\"do\":\"join\",\"room\":\"two\"}")
				.send("{\"do\":\"say\",\"room\":\"two\",\"text\":\"H\u00ef\"}");
			assertThat(amy.next()).contains("joined", "bob");
			assertThat(amy.next()).contains("\"author\":{\"nick\":\"bob\",\"account\":\"bob\"},\"text\":\"H\u00ef\"");
		}
	}

	@Test
	void knowsTheRolesOfAnAccount() {
		this.application.getBean(LiveRooms.class).open("ops", "OPS").block();
		try (WebSocketPeer amy = page("amy"); WebSocketPeer ops = page("ops")) {
			amy.next();
			ops.next();
			assertThat(amy.send("{\"do\":\"join\",\"room\":\"ops\"}").next()).contains("role-missing");
			assertThat(ops.send("{\"do\":\"join\",\"room\":\"ops\"}").next()).contains("joined");
		}
	}

	@Test
	void endsAPageThatDoesNotReadAndKeepsTheOthers() {
		Room busy = this.application.getBean(Rooms.class).open("busy").block();
		assertThat(busy).isNotNull();
		CompletableFuture<RoomEvent> quit = busy.events().filter(RoomEvent.Quit.class::isInstance).next().toFuture();
		try (WebSocketPeer amy = page("amy");
				WebSocketPeer deaf = new WebSocketPeer(uri(this.application), List.of("Authorization", basic("deaf")),
						false)) {
			amy.send("{\"do\":\"join\",\"room\":\"busy\"}");
			deaf.send("{\"do\":\"join\",\"room\":\"busy\"}");
			until(amy, "deaf");
			for (int turn = 0; turn < 2000 && !quit.isDone(); turn++) {
				for (int i = 0; i < 30; i++) {
					busy.say("x".repeat(400)).block();
				}
				busy.say("turn " + turn).block();
				until(amy, "turn " + turn);
			}
			assertThat(quit).isCompletedWithValueMatching((event) -> "deaf".equals(event.by().nick()));
		}
	}

	private static void until(WebSocketPeer page, String text) {
		for (String frame = page.next(); !frame.contains(text); frame = page.next()) {
			assertThat(frame).startsWith("T:");
		}
	}

	@Test
	void endsPagesWhoseAccountIsChanged() {
		try (WebSocketPeer amy = page("cat")) {
			amy.next();
			this.application.publishEvent(new AccountChangedEvent("cat", AccountChangedEvent.Change.ENABLED));
			this.application.publishEvent(new AccountChangedEvent("cat", AccountChangedEvent.Change.DISABLED));
			assertThat(amy.next()).isEqualTo("C:1000");
		}
	}

	@Test
	void saysGoodbyeBeforeTheWebServerEnds(@TempDir Path data) {
		ConfigurableApplicationContext ending = run(data);
		try (WebSocketPeer amy = new WebSocketPeer(uri(ending), List.of("Authorization", basic("amy")))) {
			amy.next();
			ending.close();
			assertThat(amy.next()).isEqualTo("T:{\"event\":\"goodbye\"}");
			assertThat(amy.next()).isEqualTo("C:1001");
		}
	}

	@Test
	void leavesOtherRequestsToOthers() {
		assertThat(WebSocketPeer.refusal(URI.create(uri(this.application) + "/other"))).isEqualTo(404);
	}

	private WebSocketPeer page(String account) {
		return new WebSocketPeer(uri(this.application), List.of("Authorization", basic(account)));
	}

	private static String basic(String account) {
		return "Basic " + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
	}

	private static URI uri(ConfigurableApplicationContext application) {
		return URI.create("ws://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + "/words");
	}

	private static ConfigurableApplicationContext run(Path data, String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.REACTIVE)
			.properties("server.port=0", "server.address=127.0.0.1", "network.data=" + data,
					"network.words.irc.enabled=false", "spring.main.banner-mode=off",
					"spring.reactor.netty.shutdown-quiet-period=0s")
			.properties(properties)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		/** In the place of Spring Security: whoever has a name is believed. */
		@Bean
		WebFilter login() {
			return (exchange, chain) -> {
				String given = exchange.getRequest().getHeaders().getFirst("Authorization");
				if (given == null) {
					return chain.filter(exchange);
				}
				String name = new String(Base64.getDecoder().decode(given.substring(6)), StandardCharsets.UTF_8);
				return chain.filter(exchange.mutate()
					.principal(Mono.just(UsernamePasswordAuthenticationToken.authenticated(name, null,
							AuthorityUtils.createAuthorityList("ROLE_" + name.toUpperCase(Locale.ROOT)))))
					.build());
			};
		}

	}

}
