package dev.torsion.words.autoconfigure.moderation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import dev.torsion.words.moderation.Moderation;
import dev.torsion.words.moderation.Visitor;
import dev.torsion.words.room.LiveParticipants;
import dev.torsion.words.room.LiveRooms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint as it is asked by HTTP.
 */
@Timeout(120)
class WordsEndpointHttpTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void tellsAndChangesWhatThereIs() throws Exception {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.REACTIVE)
			.properties("server.port=0", "network.words.irc.port=0", "management.endpoints.web.exposure.include=words",
					"spring.reactor.netty.shutdown-quiet-period=0s", "spring.main.banner-mode=off")
			.run()) {
			String words = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port")
					+ "/actuator/words";
			context.getBean(LiveRooms.class).open("caf\u00e9").block(LIMIT);
			Visitor joe = Visitor.of("joe", "joe", "2001:db8::1");
			context.getBean(LiveParticipants.class).arrive(joe);
			assertThat(send(words, "GET", "").body()).contains("\"online\":1", "\"caf\u00e9\"",
					"\"2001:db8:0:0:0:0:0:1\"");
			assertThat(send(words + "?limit=0", "GET", "").body()).contains("\"participants\":[]");
			assertThat(send(words + "/rooms/caf%C3%A9", "POST", "{\"text\":\"hello\"}").statusCode()).isEqualTo(204);
			assertThat(send(words + "/rooms/caf%C3%A9", "POST", "{\"text\":\"" + "x".repeat(5000) + "\"}").statusCode())
				.isEqualTo(400);
			HttpResponse<String> imposed = send(words, "POST",
					"{\"kind\":\"ban\",\"target\":\"network\",\"subject\":\"2001:db8::/32\",\"duration\":\"10m\"}");
			assertThat(imposed.statusCode()).isEqualTo(200);
			assertThat(joe.removals()).hasSize(1);
			String id = context.getBean(Moderation.class).sanctions().get(0).id();
			assertThat(imposed.body()).contains("\"id\":\"" + id + "\"");
			assertThat(send(words + "/sanctions/" + id, "DELETE", "").statusCode()).isEqualTo(204);
			assertThat(send(words + "/participants/joe", "DELETE", "").statusCode()).isEqualTo(404);
			assertThat(
					send(words, "POST", "{\"kind\":\"ban\",\"target\":\"network\",\"subject\":\"all\"}").statusCode())
				.isEqualTo(400);
			assertThat(send(words, "POST", "{\"kind\":\"ban\"}").statusCode()).isEqualTo(400);
		}
	}

	private HttpResponse<String> send(String uri, String method, String body) throws IOException, InterruptedException {
		BodyPublisher publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
		HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
			.header("Content-Type", "application/json")
			.timeout(LIMIT)
			.method(method, publisher)
			.build();
		return this.client.send(request, BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
