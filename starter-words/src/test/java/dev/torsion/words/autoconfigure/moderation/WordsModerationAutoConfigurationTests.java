package dev.torsion.words.autoconfigure.moderation;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.torsion.enterprise.autoconfigure.DatabaseAutoConfiguration;
import dev.torsion.enterprise.autoconfigure.EnterpriseAutoConfiguration;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.words.HistoryQuery;
import dev.torsion.words.Message;
import dev.torsion.words.Room;
import dev.torsion.words.RoomException;
import dev.torsion.words.Rooms;
import dev.torsion.words.moderation.MemorySanctionStore;
import dev.torsion.words.moderation.Moderation;
import dev.torsion.words.moderation.Sanction;
import dev.torsion.words.moderation.Sanction.Kind;
import dev.torsion.words.moderation.Sanction.Target;
import dev.torsion.words.moderation.SanctionRequest;
import dev.torsion.words.moderation.SanctionStore;
import dev.torsion.words.moderation.Visitor;
import dev.torsion.words.moderation.audit.ModerationAudit;
import dev.torsion.words.moderation.audit.ModerationEvent;
import dev.torsion.words.moderation.database.R2dbcSanctionStore;
import dev.torsion.words.moderation.rate.RatePolicy;
import dev.torsion.words.moderation.rate.SpeechRates;
import dev.torsion.words.room.LiveParticipants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WordsModerationAutoConfiguration},
 * {@link WordsModerationDatabaseAutoConfiguration} and
 * {@link WordsEndpointAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class WordsModerationAutoConfigurationTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(OnlineConfiguration.class)
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				WordsModerationAutoConfiguration.class, WordsModerationDatabaseAutoConfiguration.class,
				WordsEndpointAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s",
				"management.endpoints.web.exposure.include=words");

	private final ApplicationContextRunner database = this.runner
		.withConfiguration(AutoConfigurations.of(R2dbcAutoConfiguration.class, EnterpriseAutoConfiguration.class,
				DatabaseAutoConfiguration.class))
		.withPropertyValues(
				"spring.r2dbc.url=r2dbc:h2:mem:///sanctions-" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1");

	private static Sanction ban(ApplicationContext context, String account) {
		return Objects.requireNonNull(context.getBean(Moderation.class)
			.impose(new SanctionRequest(Kind.BAN, Target.ACCOUNT, account, null, "spam", "op"))
			.block(LIMIT));
	}

	private static Visitor arrive(ApplicationContext context, String nick, String account) {
		Visitor visitor = Visitor.of(nick, account, "192.0.2.1");
		assertThat(context.getBean(LiveParticipants.class).arrive(visitor)).isTrue();
		return visitor;
	}

	@Test
	void holdsSanctionsInMemoryAndNeedsNoDatabaseForThat() {
		this.runner.withClassLoader(new FilteredClassLoader("io.r2dbc", "org.springframework.r2dbc")).run((context) -> {
			assertThat(context).hasSingleBean(MemorySanctionStore.class);
			ban(context, "joe");
			assertThat(arrive(context, "x", "joe").removals()).hasSize(1);
		});
	}

	@Test
	void holdsSanctionsAfterTheApplicationHasEnded() {
		for (String property : List.of("network.words.moderation.store=r2dbc", "network.words.history.store=R2DBC")) {
			this.database.withPropertyValues(property).run((context) -> {
				assertThat(context).hasSingleBean(R2dbcSanctionStore.class);
				ban(context, "joe");
			});
			this.database.withPropertyValues(property).run((context) -> {
				assertThat(arrive(context, "x", "joe").removals()).hasSize(1);
				assertThat(context.getBean(Moderation.class).sanctions()).hasSize(1);
			});
		}
		this.database.withPropertyValues("network.words.history.store=r2dbc", "network.words.moderation.store=memory")
			.run((context) -> assertThat(context).hasSingleBean(MemorySanctionStore.class));
	}

	@Test
	void bindsHowMuchIsSaid() {
		this.runner.run((context) -> assertThat(context.getBean(WordsModerationProperties.class).rates())
			.isEqualTo(new SpeechRates(100, 0, 100, Duration.ofSeconds(10), 10_000)));
		this.runner
			.withPropertyValues("network.words.moderation.rate.member=2", "network.words.moderation.rate.room=3",
					"network.words.moderation.rate.whispers=4", "network.words.moderation.rate.period=5s",
					"network.words.moderation.rate.max-remembered=6")
			.run((context) -> {
				assertThat(context.getBean(WordsModerationProperties.class).rates())
					.isEqualTo(new SpeechRates(2, 3, 4, Duration.ofSeconds(5), 6));
				Visitor joe = arrive(context, "joe", "joe");
				Room room = Objects.requireNonNull(context.getBean(Rooms.class).join("lobby", joe, null).block(LIMIT));
				room.say(joe, Message.of("one")).block(LIMIT);
				room.say(joe, Message.of("two")).block(LIMIT);
				assertThatExceptionOfType(RoomException.class)
					.isThrownBy(() -> room.say(joe, Message.of("three")).block(LIMIT));
			});
	}

	@Test
	void saysWhatToSetWhereALimitMakesNoSense() {
		this.runner.withPropertyValues("network.words.moderation.rate.period=0s")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(FailureAnalyzedException.class.getName())
				.hasStackTraceContaining("network.words.moderation.rate"));
	}

	@Test
	void holdsNoMoreSanctionsThanItMay() {
		this.runner.withPropertyValues("network.words.moderation.max-sanctions=1").run((context) -> {
			ban(context, "joe");
			assertThatExceptionOfType(RoomException.class).isThrownBy(() -> ban(context, "jim"));
		});
	}

	@Test
	void tellsTheLogTheApplicationAndItsOwnAudits(CapturedOutput output) {
		BlockingQueue<ModerationEvent> published = new LinkedBlockingQueue<>();
		BlockingQueue<ModerationEvent> audited = new LinkedBlockingQueue<>();
		this.runner.withBean("failing", ModerationAudit.class, () -> (event) -> {
			throw new IllegalStateException("full");
		}).withBean("own", ModerationAudit.class, () -> audited::add).withInitializer((context) -> {
			ApplicationListener<PayloadApplicationEvent<?>> listener = (event) -> {
				if (event.getPayload() instanceof ModerationEvent moderation) {
					published.add(moderation);
				}
			};
			context.addApplicationListener(listener);
		}).run((context) -> {
			ban(context, "joe");
			assertThat(audited).singleElement().satisfies((event) -> assertThat(event.subject()).isEqualTo("joe"));
			assertThat(published.poll(30, TimeUnit.SECONDS)).isEqualTo(audited.peek());
			assertThat(output).contains("op has banned joe: spam").contains("Failed to tell an audit");
		});
	}

	@Test
	void showsRoomsParticipantsAndSanctionsInAnEndpoint() {
		this.runner.run((context) -> {
			WordsEndpoint endpoint = context.getBean(WordsEndpoint.class);
			Visitor joe = arrive(context, "joe", "joe");
			arrive(context, "bob", "bob");
			Room room = Objects.requireNonNull(context.getBean(Rooms.class).join("Lobby", joe, null).block(LIMIT));
			room.setTopic(joe, "Welcome").block(LIMIT);
			Sanction mute = Objects.requireNonNull(endpoint
				.impose(SecurityContext.NONE, Kind.MUTE, Target.NETWORK, "198.51.100.0/24", Duration.ofDays(1), null)
				.block(LIMIT));
			WordsDescriptor words = endpoint.words(null);
			assertThat(words.online()).isEqualTo(2);
			assertThat(words.mostOnline()).isEqualTo(2);
			assertThat(words.rooms()).singleElement().satisfies((described) -> {
				assertThat(described.name()).isEqualTo("Lobby");
				assertThat(described.members()).isOne();
				assertThat(described.operators()).containsExactly("joe");
				assertThat(described.topic()).isEqualTo("Welcome");
			});
			assertThat(words.participants()).extracting(WordsDescriptor.ParticipantDescriptor::nick)
				.containsExactly("bob", "joe");
			assertThat(words.participants().get(1)).satisfies((described) -> {
				assertThat(described.account()).isEqualTo("joe");
				assertThat(described.address()).isEqualTo("192.0.2.1");
				assertThat(described.door()).isEqualTo("test");
				assertThat(described.since()).isNotNull();
				assertThat(described.rooms()).containsExactly("Lobby");
			});
			assertThat(words.sanctions()).containsExactly(mute);
			assertThat(mute.by()).isEqualTo("actuator");
			assertThat(endpoint.words(1).participants()).hasSize(1);
		});
	}

	@Test
	void moderatesByAnEndpoint() {
		this.runner.run((context) -> {
			WordsEndpoint endpoint = context.getBean(WordsEndpoint.class);
			Visitor joe = arrive(context, "joe", "joe");
			Visitor bob = arrive(context, "bob", "bob");
			Room room = Objects.requireNonNull(context.getBean(Rooms.class).join("lobby", joe, null).block(LIMIT));
			assertThat(status(endpoint.say("rooms", "lobby", "hello").block(LIMIT))).isEqualTo(204);
			assertThat(room.history(HistoryQuery.last(1)).block(LIMIT)).hasSize(1);
			assertThat(status(endpoint.say("rooms", "nowhere", "hello").block(LIMIT))).isEqualTo(404);
			assertThat(status(endpoint.say("participants", "joe", "hello").block(LIMIT))).isEqualTo(404);
			assertThat(end(endpoint, "participants", "JOE")).isEqualTo(204);
			assertThat(joe.removals()).containsExactly("Removed by the operator");
			assertThat(end(endpoint, "participants", "joe")).isEqualTo(404);
			assertThat(end(endpoint, "rooms", "lobby")).isEqualTo(404);
			Sanction ban = Objects.requireNonNull(
					endpoint.impose(SecurityContext.NONE, Kind.BAN, Target.ACCOUNT, "bob", null, "spam").block(LIMIT));
			assertThat(bob.removals()).hasSize(1);
			assertThat(end(endpoint, "sanctions", ban.id())).isEqualTo(204);
			assertThat(end(endpoint, "sanctions", ban.id())).isEqualTo(404);
			assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(
					() -> endpoint.impose(SecurityContext.NONE, Kind.BAN, Target.NETWORK, "everybody", null, null)
						.block(LIMIT));
		});
	}

	private static int end(WordsEndpoint endpoint, String part, String name) {
		return status(endpoint.end(SecurityContext.NONE, part, name, null).block(LIMIT));
	}

	private static int status(@Nullable WebEndpointResponse<Void> response) {
		return Objects.requireNonNull(response).getStatus();
	}

	@Test
	void needsNoActuator() {
		this.runner.withClassLoader(new FilteredClassLoader(Endpoint.class))
			.run((context) -> assertThat(context).hasSingleBean(Moderation.class).doesNotHaveBean(WordsEndpoint.class));
	}

	@Test
	void showsNothingUnlessItIsExposed() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=")
			.run((context) -> assertThat(context).doesNotHaveBean(WordsEndpoint.class));
	}

	@Test
	void backsOffForOtherBeans() {
		MemorySanctionStore own = new MemorySanctionStore();
		RatePolicy rates = new RatePolicy(new SpeechRates(1, 1, 1, Duration.ofSeconds(1), 1), System::nanoTime);
		this.runner.withBean(SanctionStore.class, () -> own).withBean(RatePolicy.class, () -> rates).run((context) -> {
			assertThat(context.getBean(SanctionStore.class)).isSameAs(own);
			assertThat(context.getBean(RatePolicy.class)).isSameAs(rates);
		});
	}

	@Test
	void isSwitchedOffWithTheServer() {
		this.runner.withPropertyValues("network.words.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Moderation.class)
				.doesNotHaveBean(WordsEndpoint.class));
	}

}
