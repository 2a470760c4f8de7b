package dev.torsion.words.autoconfigure.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.autoconfigure.DatabaseAutoConfiguration;
import dev.torsion.enterprise.autoconfigure.EnterpriseAutoConfiguration;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.words.HistoryQuery;
import dev.torsion.words.Profile;
import dev.torsion.words.Stamp;
import dev.torsion.words.history.HistoryEntry;
import dev.torsion.words.history.HistoryEntry.Kind;
import dev.torsion.words.history.HistoryLimits;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.history.RoomStore;
import dev.torsion.words.history.database.HistoryRetention;
import dev.torsion.words.history.database.R2dbcHistoryStore;
import dev.torsion.words.history.database.R2dbcRoomStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WordsHistoryAutoConfiguration} and
 * {@link WordsHistoryDatabaseAutoConfiguration}.
 */
@Timeout(120)
class WordsHistoryAutoConfigurationTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Profile BY = new Profile("n", "u", "h", "", null, null, false);

	private final ApplicationContextRunner memory = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(WordsHistoryAutoConfiguration.class, WordsHistoryDatabaseAutoConfiguration.class));

	private final ApplicationContextRunner database = this.memory
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				R2dbcAutoConfiguration.class, EnterpriseAutoConfiguration.class, DatabaseAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s", "network.words.history.store=r2dbc",
				"spring.r2dbc.url=r2dbc:h2:mem:///history-" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1");

	@Test
	void keepsInMemoryByDefaultAndNeedsNoDatabaseForThat() {
		this.memory.withClassLoader(new FilteredClassLoader("io.r2dbc", "org.springframework.r2dbc"))
			.run((context) -> assertThat(context).hasSingleBean(MemoryHistoryStore.class)
				.hasSingleBean(MemoryRoomStore.class)
				.doesNotHaveBean("wordsHistorySchema"));
	}

	@Test
	void bindsHowMuchIsKept() {
		this.memory.run((context) -> assertThat(context.getBean(WordsHistoryProperties.class).limits())
			.isEqualTo(new HistoryLimits(1000, 500, Duration.ZERO, 1000)));
		this.memory
			.withPropertyValues("network.words.history.conversations=2", "network.words.history.entries=3",
					"network.words.history.retention=7d", "network.words.history.max-read=5")
			.run((context) -> assertThat(context.getBean(WordsHistoryProperties.class).limits())
				.isEqualTo(new HistoryLimits(2, 3, Duration.ofDays(7), 5)));
		this.database.run((context) -> assertThat(context.getBean(WordsHistoryProperties.class).limits())
			.isEqualTo(new HistoryLimits(1000, 0, Duration.ZERO, 1000)));
	}

	@Test
	void saysWhatToSetWhereALimitMakesNoSense() {
		this.memory.withPropertyValues("network.words.history.entries=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(FailureAnalyzedException.class, (failure) -> {
					assertThat(failure.analysis().getDescription()).contains("network.words.history.entries");
					assertThat(failure.analysis().getAction()).isEqualTo("Set it to 1 or more.");
				}));
	}

	@Test
	void keepsInTheApplicationsDatabase() {
		this.database.run((context) -> {
			assertThat(context).hasSingleBean(HistoryStore.class)
				.hasSingleBean(RoomStore.class)
				.hasSingleBean(HistoryRetention.class);
			assertThat(context.getBean(RoomStore.class)).isInstanceOf(R2dbcRoomStore.class);
			say(context.getBean(HistoryStore.class));
		});
		this.database.run((context) -> {
			assertThat(context.getBean(HistoryStore.class).read("#room", HistoryQuery.last(9)).block(LIMIT)).hasSize(1);
			Long entries = context.getBean(Database.class)
				.query("select count(*) from words_entry")
				.as(Long.class)
				.next()
				.block(LIMIT);
			assertThat(entries).isOne();
		});
	}

	@Test
	void countsWhatWaits() {
		this.database.withConfiguration(AutoConfigurations.of(WordsHistoryMetricsAutoConfiguration.class))
			.run((context) -> {
				MeterRegistry registry = new SimpleMeterRegistry();
				context.getBean(MeterBinder.class).bindTo(registry);
				assertThat(registry.get("network.words.history.lost").functionCounter().count()).isZero();
				assertThat(registry.get("network.words.history.waiting").gauge().value()).isZero();
			});
		this.memory.withConfiguration(AutoConfigurations.of(WordsHistoryMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(MeterBinder.class));
	}

	@Test
	void deletesWhatIsOldWhileTheApplicationRuns() {
		this.database
			.withPropertyValues("network.words.history.retention=1d", "network.words.history.retention-interval=5ms")
			.run((context) -> {
				say(context.getBean(HistoryStore.class));
				List<HistoryEntry> left = context.getBean(HistoryStore.class)
					.read("#room", HistoryQuery.last(9))
					.repeat()
					.filter(List::isEmpty)
					.blockFirst(LIMIT);
				assertThat(left).isEmpty();
			});
	}

	/** Without waiting for it to be written. */
	private static void say(HistoryStore store) {
		assertThat(store).isInstanceOf(R2dbcHistoryStore.class);
		store.open("#room").block(LIMIT);
		store.append(new HistoryEntry("#room", new Stamp("x-1", 1, Instant.EPOCH), Kind.TEXT, BY, "", "hello", Map.of(),
				null));
	}

	@Test
	void backsOffForOtherBeans() {
		MemoryHistoryStore own = new MemoryHistoryStore(1, 1);
		MemoryRoomStore rooms = new MemoryRoomStore();
		for (ApplicationContextRunner runner : List.of(this.memory, this.database)) {
			runner.withBean(HistoryStore.class, () -> own).withBean(RoomStore.class, () -> rooms).run((context) -> {
				assertThat(context.getBean(HistoryStore.class)).isSameAs(own);
				assertThat(context.getBean(RoomStore.class)).isSameAs(rooms);
			});
		}
	}

	@Test
	void isSwitchedOffWithTheServer() {
		this.memory.withPropertyValues("network.words.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(HistoryStore.class));
		this.database.withPropertyValues("network.words.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HistoryStore.class));
	}

}
