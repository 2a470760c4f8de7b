package dev.torsion.demo;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import dev.torsion.net.EventLoop;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.room.ChatBus;
import dev.torsion.words.room.LiveParticipants;
import dev.torsion.words.room.LiveRooms;
import dev.torsion.words.room.RoomContext;
import dev.torsion.words.room.RoomSettings;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Rooms for the page to show.
 */
@Configuration(proxyBeanMethods = false)
class RoomsForPages {

	private static final RoomContext CONTEXT = new RoomContext(
			new RoomSettings(RoomSettings.Creation.ANYBODY, Set.of(RoomFlag.NO_EXTERNAL), 100, 10, 100, 100, 50, 400,
					300, 200, 100),
			new MemoryHistoryStore(100, 1000), new MemoryRoomStore(), List.of(), ChatBus.NONE, Clock.systemUTC(),
			Schedulers.boundedElastic());

	@Bean
	LiveParticipants participants(EventLoop loop) {
		return new LiveParticipants("chat.demo.test", CONTEXT, loop);
	}

	@Bean
	LiveRooms rooms(LiveParticipants participants) {
		return new LiveRooms(CONTEXT, participants);
	}

}
