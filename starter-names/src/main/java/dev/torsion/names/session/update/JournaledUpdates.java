package dev.torsion.names.session.update;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.torsion.names.ZoneUpdates;
import dev.torsion.names.store.Turns;
import dev.torsion.names.store.journal.ZoneJournals;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.SerialNumbers;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneEdit;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.EventLoop;
import org.xbill.DNS.Name;
import reactor.core.publisher.Mono;

/**
 * Changes of zones, one after another for each, that are in the journal before they are
 * served.
 */
public final class JournaledUpdates implements ZoneUpdates {

	private static final int MAX_WAITING = 1000;

	private final Zones zones;

	private final ZoneJournals journals;

	private final Set<WireName> secondaries;

	private final EventLoop loop;

	private final Map<WireName, Turns> turns = new ConcurrentHashMap<>();

	/**
	 * Creates the updates.
	 * @param zones the zones
	 * @param journals keeps the changes
	 * @param secondaries the names of zones that only others change
	 * @param loop lends threads to write
	 */
	public JournaledUpdates(Zones zones, ZoneJournals journals, Set<WireName> secondaries, EventLoop loop) {
		this.zones = zones;
		this.journals = journals;
		this.secondaries = Set.copyOf(secondaries);
		this.loop = loop;
	}

	boolean isSecondary(WireName origin) {
		return this.secondaries.contains(origin);
	}

	/** The zone of this moment; empty if it is not to be had. */
	Mono<Zone> find(WireName origin) {
		return Mono.fromCallable(() -> this.zones.current().zone(origin));
	}

	@Override
	public Mono<Long> update(Name zone, Consumer<ZoneEdit> change) {
		WireName origin = Records.name(zone);
		if (isSecondary(origin)) {
			return Mono.error(() -> new IllegalArgumentException("The zone " + zone + " is copied from other servers"));
		}
		return apply(origin, change).map((changed) -> Integer.toUnsignedLong(changed.serial()))
			.switchIfEmpty(Mono.error(() -> new IllegalArgumentException("There is no zone " + zone)));
	}

	/** Makes a change when it is its turn; empty if there is no zone to change. */
	Mono<Zone> apply(WireName origin, Consumer<ZoneEdit> change) {
		Mono<Zone> work = find(origin).flatMap((zone) -> apply(zone, change));
		// No turns are kept for names that nobody has a zone of
		return find(origin)
			.flatMap((zone) -> this.turns.computeIfAbsent(origin, (name) -> new Turns(1, MAX_WAITING)).take(work));
	}

	/** Off the event loop from the beginning: delegations take a look at all names. */
	private Mono<Zone> apply(Zone before, Consumer<ZoneEdit> change) {
		return this.loop.blocking(() -> written(before, change))
			.flatMap((changed) -> Mono.justOrEmpty(this.zones.change(before.origin(), changed)));
	}

	private UnaryOperator<Zone> written(Zone before, Consumer<ZoneEdit> change) throws IOException {
		ZoneEdit edit = before.edit();
		change.accept(edit);
		Set<WireName> names = edit.names();
		Zone after = edit.build();
		if (isSame(before, after, names)) {
			return (current) -> current;
		}
		Zone raised = SerialNumbers.isNewer(after.serial(), before.serial()) ? after
				: after.edit().serial(SerialNumbers.next(before.serial())).build();
		return this.journals.write(before, raised, names);
	}

	private static boolean isSame(Zone before, Zone after, Set<WireName> names) {
		return before == after || names.stream().allMatch((name) -> ZoneContents.areSame(before, after, name));
	}

}
