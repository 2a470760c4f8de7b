package dev.torsion.names.store.file;

import java.util.List;

import dev.torsion.names.zone.Zone;

/**
 * What became of a zone file.
 *
 * @param zone the zone
 * @param warnings what is odd about it though it can be served, for the operator; no more
 * than a hundred
 */
public record LoadedZone(Zone zone, List<String> warnings) {

	public LoadedZone {
		warnings = List.copyOf(warnings);
	}

}
