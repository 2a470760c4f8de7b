package dev.torsion.words.autoconfigure.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.words.history.MemoryReadMarkers;
import dev.torsion.words.history.ReadMarkers;
import dev.torsion.words.web.PageEnd;
import dev.torsion.words.web.session.WebDoor;
import dev.torsion.words.web.session.WebSettings;
import dev.torsion.words.websocket.WebSocketEndpoint;
import dev.torsion.words.websocket.WebSocketSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.WebSocketService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WordsWebAutoConfiguration}.
 */
class WordsWebAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(SslAutoConfiguration.class,
			NetworkAutoConfiguration.class, WordsWebAutoConfiguration.class);

	@TempDir
	private static Path data;

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withPropertyValues("network.data=" + data, "spring.reactor.netty.shutdown-quiet-period=0s")
		.withUserConfiguration(LiveChat.class)
		.withConfiguration(CONFIGURATIONS);

	@Test
	void letsPagesConnectUnderThePathOfTheStarter() {
		this.runner.run((context) -> {
			assertThat(context.getBean("wordsWebMapping", SimpleUrlHandlerMapping.class).getUrlMap())
				.containsOnlyKeys("/words");
			assertThat(context.getBean(WebSocketEndpoint.class).isRunning()).isTrue();
			assertThat(context).hasSingleBean(PageEnd.class);
		});
	}

	@Test
	void bindsWhatPagesMayDo() {
		this.runner.run((context) -> {
			WordsWebProperties properties = context.getBean(WordsWebProperties.class);
			assertThat(properties.guests()).isFalse();
			assertThat(properties.settings())
				.isEqualTo(new WebSettings("web", 32, 20, 100, 30, Duration.ofMillis(100)));
			assertThat(properties.connections())
				.isEqualTo(new WebSocketSettings(List.of(), List.of(), 16384, 1048576, Duration.ofMinutes(2), 10_000));
		});
		this.runner.withPropertyValues("network.words.web.path=/chat", "network.words.web.guests=true",
				"network.words.web.allowed-origins=https://a.example,https://b.example", "network.words.web.host=pages",
				"network.words.web.max-nick=9", "network.words.web.max-pages=2", "network.words.web.max-history=3",
				"network.words.web.max-message=64KB", "network.words.web.send-queue-limit=5",
				"network.words.web.idle-timeout=6s", "network.words.web.max-connections=7",
				"network.words.web.flood.burst=8", "network.words.web.flood.interval=0")
			.run((context) -> {
				WordsWebProperties properties = context.getBean(WordsWebProperties.class);
				assertThat(properties.guests()).isTrue();
				assertThat(properties.settings()).isEqualTo(new WebSettings("pages", 9, 2, 3, 8, Duration.ZERO));
				assertThat(properties.connections()).isEqualTo(new WebSocketSettings(List.of(),
						List.of("https://a.example", "https://b.example"), 65536, 5, Duration.ofSeconds(6), 7));
				assertThat(context.getBean("wordsWebMapping", SimpleUrlHandlerMapping.class).getUrlMap())
					.containsOnlyKeys("/chat");
			});
	}

	@Test
	void saysWhatIsWrongWithAPathOrASize() {
		this.runner.withPropertyValues("network.words.web.path=chat")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("which is no path"));
		this.runner.withPropertyValues("network.words.web.max-message=65KB")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("more than a frame may have"));
	}

	@Test
	void isSwitchedOff() {
		for (String property : List.of("network.words.enabled", "network.words.web.enabled")) {
			this.runner.withPropertyValues(property + "=false")
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebDoor.class));
		}
	}

	@Test
	void isNotThereWithoutRoomsWebFluxOrJackson() {
		new ReactiveWebApplicationContextRunner().withPropertyValues("network.data=" + data)
			.withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebDoor.class));
		new ApplicationContextRunner().withPropertyValues("network.data=" + data)
			.withUserConfiguration(LiveChat.class)
			.withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebDoor.class));
		this.runner.withClassLoader(new FilteredClassLoader(WebSocketService.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebDoor.class));
		this.runner.withClassLoader(new FilteredClassLoader("tools.jackson"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebDoor.class));
	}

	@Test
	void keepsMarkersWhereTheApplicationDoes() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(MemoryReadMarkers.class));
		ReadMarkers own = new MemoryReadMarkers(1);
		this.runner.withBean(ReadMarkers.class, () -> own)
			.run((context) -> assertThat(context.getBean(ReadMarkers.class)).isSameAs(own));
	}

}
