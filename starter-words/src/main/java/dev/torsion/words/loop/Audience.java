package dev.torsion.words.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Door;
import dev.torsion.words.Participant;
import reactor.core.publisher.Mono;

/**
 * Participants by event loop and door, so that each group is told with one task. Changed
 * by one thread at a time; the groups themselves do not change, so that they can be read
 * by others.
 */
public final class Audience {

	private final LoopQueues queues;

	private volatile List<Group> groups = List.of();

	/**
	 * An audience without participants.
	 * @param queues the queues of the loops
	 */
	public Audience(LoopQueues queues) {
		this.queues = queues;
	}

	/**
	 * Some participants.
	 * @param participants who
	 * @param queues the queues of the loops
	 * @return the audience
	 */
	public static Audience of(Collection<Participant> participants, LoopQueues queues) {
		Map<Group, List<Participant>> members = new LinkedHashMap<>();
		for (Participant participant : participants) {
			Group key = new Group(queues.of(participant.eventLoop()), participant.door(), List.of());
			members.computeIfAbsent(key, (group) -> new ArrayList<>()).add(participant);
		}
		Audience audience = new Audience(queues);
		audience.groups = members.entrySet()
			.stream()
			.map((entry) -> new Group(entry.getKey().queue(), entry.getKey().door(), entry.getValue()))
			.toList();
		return audience;
	}

	/**
	 * Somebody more.
	 * @param participant who
	 */
	public void add(Participant participant) {
		LoopQueue queue = this.queues.of(participant.eventLoop());
		List<Group> changed = new ArrayList<>(this.groups);
		for (int i = 0; i < changed.size(); i++) {
			Group group = changed.get(i);
			if (group.holds(queue, participant.door())) {
				changed.set(i, group.with(participant));
				this.groups = changed;
				return;
			}
		}
		changed.add(new Group(queue, participant.door(), List.of(participant)));
		this.groups = changed;
	}

	/**
	 * Somebody less.
	 * @param participant who
	 */
	public void remove(Participant participant) {
		LoopQueue queue = this.queues.of(participant.eventLoop());
		List<Group> changed = new ArrayList<>(this.groups);
		for (int i = 0; i < changed.size(); i++) {
			Group group = changed.get(i);
			if (group.holds(queue, participant.door())) {
				changed.set(i, group.without(participant));
			}
		}
		changed.removeIf((group) -> group.participants().isEmpty());
		this.groups = changed;
	}

	/**
	 * Tells everybody.
	 * @param event what
	 */
	public void tell(ChatEvent event) {
		for (Group group : this.groups) {
			group.queue().deliver(event, group.door(), group.participants());
		}
	}

	/**
	 * Tells some.
	 * @param event what
	 * @param who who is told
	 */
	public void tell(ChatEvent event, Predicate<Participant> who) {
		for (Group group : this.groups) {
			List<Participant> some = group.participants().stream().filter(who).toList();
			if (!some.isEmpty()) {
				group.queue().deliver(event, group.door(), some);
			}
		}
	}

	/**
	 * When more may be told.
	 * @return completes at once unless a loop does not keep up
	 */
	public Mono<Void> ready() {
		Mono<Void> ready = Mono.empty();
		for (Group group : this.groups) {
			Mono<Void> one = group.queue().ready();
			ready = (one == Mono.<Void>empty()) ? ready : ready.then(one);
		}
		return ready;
	}

	private record Group(LoopQueue queue, Door door, List<Participant> participants) {

		boolean holds(LoopQueue queue, Door door) {
			return this.queue == queue && this.door == door;
		}

		Group with(Participant participant) {
			Participant[] all = this.participants.toArray(new Participant[this.participants.size() + 1]);
			all[all.length - 1] = participant;
			return new Group(this.queue, this.door, Arrays.asList(all));
		}

		Group without(Participant participant) {
			List<Participant> others = new ArrayList<>(this.participants);
			others.remove(participant);
			return new Group(this.queue, this.door, others);
		}

	}

}
