package dev.torsion.words.autoconfigure.web;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;

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
 * Rooms of an application.
 */
@Configuration(proxyBeanMethods = false)
class LiveChat {

	private static final RoomContext CONTEXT = new RoomContext(
			new RoomSettings(RoomSettings.Creation.ANYBODY, EnumSet.of(RoomFlag.NO_EXTERNAL), 100, 10, 100, 100, 50,
					400, 300, 200, 100),
			new MemoryHistoryStore(100, 100), new MemoryRoomStore(), List.of(), ChatBus.NONE, Clock.systemUTC(),
			Schedulers.immediate());

	@Bean
	LiveParticipants participants(EventLoop loop) {
		return new LiveParticipants("chat.example", CONTEXT, loop);
	}

	@Bean
	LiveRooms rooms(LiveParticipants participants) {
		return new LiveRooms(CONTEXT, participants);
	}

}
