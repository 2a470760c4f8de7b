package dev.torsion.words.autoconfigure.moderation;

import java.time.Clock;
import java.util.Set;

import dev.torsion.net.EventLoop;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.room.ChatBus;
import dev.torsion.words.room.LiveParticipants;
import dev.torsion.words.room.LiveRooms;
import dev.torsion.words.room.RoomContext;
import dev.torsion.words.room.RoomPolicy;
import dev.torsion.words.room.RoomSettings;
import dev.torsion.words.room.RoomSettings.Creation;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Rooms and participants, in the place of those of the server.
 */
@Configuration(proxyBeanMethods = false)
class OnlineConfiguration {

	@Bean
	RoomContext context(ObjectProvider<RoomPolicy> policies) {
		RoomSettings settings = new RoomSettings(Creation.ANYBODY, Set.of(), 10, 10, 100, 10, 50, 400, 400, 400, 10);
		return new RoomContext(settings, new MemoryHistoryStore(10, 10), new MemoryRoomStore(),
				policies.orderedStream().toList(), ChatBus.NONE, Clock.systemUTC(), Schedulers.parallel());
	}

	@Bean
	LiveParticipants participants(RoomContext context, EventLoop loop) {
		return new LiveParticipants("chat.example", context, loop);
	}

	@Bean
	LiveRooms rooms(RoomContext context, LiveParticipants participants) {
		return new LiveRooms(context, participants);
	}

}
