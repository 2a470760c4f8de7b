package dev.torsion.words.room;

import java.time.Clock;
import java.util.List;

import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.RoomStore;
import reactor.core.scheduler.Scheduler;

/**
 * What all rooms have in common.
 *
 * @param settings what participants may do
 * @param history keeps what happens
 * @param store keeps rooms
 * @param policies have a say
 * @param bus tells other nodes
 * @param clock tells the time
 * @param listeners on which listeners of the application are told
 */
public record RoomContext(RoomSettings settings, HistoryStore history, RoomStore store, List<RoomPolicy> policies,
		ChatBus bus, Clock clock, Scheduler listeners) {

	public RoomContext {
		policies = List.copyOf(policies);
	}

}
