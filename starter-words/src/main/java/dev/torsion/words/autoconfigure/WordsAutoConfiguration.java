package dev.torsion.words.autoconfigure;

import java.time.Clock;
import java.util.List;

import dev.torsion.net.EventLoop;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.history.RoomStore;
import dev.torsion.words.room.ChatBus;
import dev.torsion.words.room.LiveParticipants;
import dev.torsion.words.room.LiveRooms;
import dev.torsion.words.room.RoomContext;
import dev.torsion.words.room.RoomPolicy;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of rooms and participants, which all protocols of chat share.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class,
		afterName = "dev.torsion.words.autoconfigure.history.WordsHistoryAutoConfiguration")
@ConditionalOnBooleanProperty(name = "network.words.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WordsProperties.class)
public final class WordsAutoConfiguration {

	private static final int KEPT_CONVERSATIONS = 1000;

	private static final int KEPT_ENTRIES = 500;

	/** Those who want just some scheduler do not mean this one. */
	@Bean(defaultCandidate = false, destroyMethod = "dispose")
	Scheduler wordsListenerScheduler() {
		return Schedulers.newParallel("torsion-words", Schedulers.DEFAULT_POOL_SIZE, true);
	}

	@Bean
	RoomContext wordsRoomContext(WordsProperties properties, ObjectProvider<HistoryStore> history,
			ObjectProvider<RoomStore> store, ObjectProvider<RoomPolicy> policies, ObjectProvider<ChatBus> buses,
			@Qualifier("wordsListenerScheduler") Scheduler listeners) {
		return new RoomContext(properties.settings(),
				history.getIfAvailable(() -> new MemoryHistoryStore(KEPT_CONVERSATIONS, KEPT_ENTRIES)),
				store.getIfAvailable(MemoryRoomStore::new), policies.orderedStream().toList(),
				all(buses.orderedStream().toList()), Clock.systemUTC(), listeners);
	}

	private static ChatBus all(List<ChatBus> buses) {
		return (event) -> buses.forEach((bus) -> bus.tell(event));
	}

	@Bean
	LiveParticipants wordsParticipants(WordsProperties properties, RoomContext context, EventLoop loop) {
		return new LiveParticipants(ServerName.of(properties.name()).value(), context, loop);
	}

	@Bean
	LiveRooms wordsRooms(RoomContext context, LiveParticipants participants) {
		return new LiveRooms(context, participants);
	}

	@Bean
	ConfiguredRooms wordsConfiguredRooms(LiveRooms rooms, WordsProperties properties, RoomContext context) {
		return new ConfiguredRooms(rooms, properties.rooms(), context.settings());
	}

}
