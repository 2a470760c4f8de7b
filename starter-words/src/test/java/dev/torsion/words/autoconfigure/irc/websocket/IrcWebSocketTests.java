package dev.torsion.words.autoconfigure.irc.websocket;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.websocket.WebSocketEndpoint;
import dev.torsion.words.websocket.WebSocketPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link WordsIrcWebSocketAutoConfiguration}, over the web server of an
 * application.
 */
class IrcWebSocketTests {

	@TempDir
	private Path data;

	@Test
	void carriesAConversationOfText() {
		try (ConfigurableApplicationContext application = run("network.words.irc.websocket.path=/irc");
				WebSocketPeer amy = new WebSocketPeer(uri(application), List.of(), "binary", "text.ircv3.net");
				WebSocketPeer bob = new WebSocketPeer(uri(application), List.of(), "binary.ircv3.net")) {
			assertThat(amy.subprotocol()).isEqualTo("text.ircv3.net");
			amy.send("NICK amy").send("USER amy 0 * :Amy").send("JOIN #lobby");
			until(amy, "T:", " 366 ");
			bob.send("NICK bob\r\nUSER bob 0 * :Bob\r\nJOIN #lobby".getBytes(StandardCharsets.US_ASCII));
			until(amy, "T:", "JOIN");
			amy.send("PRIVMSG #lobby :H\u00ef");
			assertThat(until(bob, "B:", " PRIVMSG #lobby ")).endsWith("H\u00c3\u00af");
			amy.send("QUIT");
			until(amy, "T:", "ERROR");
			assertThat(amy.next()).isEqualTo("C:1000");
		}
	}

	@Test
	void letsOnlyItsOwnPagesAndThoseOfFriendsConnect() {
		try (ConfigurableApplicationContext application = run("network.words.irc.websocket.path=/irc",
				"network.words.irc.websocket.allowed-origins=https://friend.example")) {
			assertThat(WebSocketPeer.refusal(uri(application), "Origin", "https://friend.example")).isEqualTo(101);
			assertThat(WebSocketPeer.refusal(uri(application), "Origin", "https://foe.example")).isEqualTo(403);
		}
	}

	@Test
	void isThereOnlyIfItHasAPath() {
		try (ConfigurableApplicationContext application = run("network.words.web.enabled=false")) {
			assertThat(application.getBeanProvider(WebSocketEndpoint.class).stream()).isEmpty();
			assertThat(WebSocketPeer.refusal(uri(application))).isEqualTo(404);
		}
	}

	@Test
	void saysWhatIsWrongWithAPath() {
		assertThatThrownBy(() -> run("network.words.irc.websocket.path=irc"))
			.hasStackTraceContaining("which is no path of the server");
	}

	private static String until(WebSocketPeer client, String type, String text) {
		String frame = client.next();
		while (!frame.contains(text)) {
			assertThat(frame).startsWith(type).doesNotContain("\n");
			frame = client.next();
		}
		return frame;
	}

	private static URI uri(ConfigurableApplicationContext application) {
		return URI.create("ws://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + "/irc");
	}

	private ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.REACTIVE)
			.properties("server.port=0", "server.address=127.0.0.1", "network.data=" + this.data,
					"network.words.irc.port=-1", "spring.main.banner-mode=off",
					"spring.reactor.netty.shutdown-quiet-period=0s")
			.properties(properties)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		HistoryStore history() {
			return new MemoryHistoryStore(10, 100);
		}

	}

}
