import java.time.Clock;
import java.util.EnumSet;
import java.util.List;

import dev.torsion.net.EventLoop;
import dev.torsion.words.Participants;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.Rooms;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.room.ChatBus;
import dev.torsion.words.room.LiveParticipants;
import dev.torsion.words.room.LiveRooms;
import dev.torsion.words.room.RoomContext;
import dev.torsion.words.room.RoomSettings;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that is nothing but the words starter. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Chat {

	public static void main(String[] arguments) {
		SpringApplication.run(Chat.class, arguments);
	}

	@Bean
	HistoryStore history() {
		return new MemoryHistoryStore(1000, 1000);
	}

	@Bean
	RoomContext roomContext(HistoryStore history) {
		RoomSettings settings = new RoomSettings(RoomSettings.Creation.ANYBODY,
				EnumSet.of(RoomFlag.NO_EXTERNAL, RoomFlag.TOPIC_PROTECTED), 10_000, 100, 10_000, 100, 63, 4096, 390, 390, 256);
		return new RoomContext(settings, history, new MemoryRoomStore(), List.of(), ChatBus.NONE, Clock.systemUTC(),
				Schedulers.parallel());
	}

	@Bean
	Participants participants(RoomContext context, EventLoop loop, @Value("${network.words.name:irc.example.org}") String name) {
		return new LiveParticipants(name, context, loop);
	}

	@Bean
	Rooms rooms(RoomContext context, Participants participants) {
		return new LiveRooms(context, (LiveParticipants) participants);
	}

}
