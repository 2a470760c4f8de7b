package dev.torsion.names.autoconfigure.health;

import java.util.List;
import java.util.stream.Stream;

import dev.torsion.names.client.transfer.Secondaries;
import dev.torsion.names.store.ZoneSources;
import dev.torsion.names.zone.Zones;
import org.jspecify.annotations.Nullable;

/**
 * The zones of all sources, and those that are copied from other servers.
 *
 * @param sources the sources
 * @param secondaries what is copied, {@code null} if nothing is
 * @param zones what is served
 */
record AllZones(ZoneSources sources, @Nullable Secondaries secondaries, Zones zones) {

	List<ZoneDescriptor> describe() {
		Stream<ZoneDescriptor> own = this.sources.zones().stream().map(ZoneDescriptor::of);
		if (this.secondaries == null) {
			return own.toList();
		}
		return Stream
			.concat(own,
					this.secondaries.statuses()
						.stream()
						.map((status) -> ZoneDescriptor.of(status, null, this.zones.current().zone(status.origin()))))
			.toList();
	}

}
