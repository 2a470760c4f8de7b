package dev.torsion.names.store;

import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Zone;

/**
 * Where a source puts its zones. Safe for use by many threads.
 */
public interface ZoneTarget {

	/**
	 * Serves a zone from now on, in the place of the version before.
	 * @param zone the zone
	 * @throws dev.torsion.names.zone.ZoneException if another source has the zone
	 */
	void publish(Zone zone);

	/**
	 * Answers for a zone with SERVFAIL until it is published, unless another source has
	 * it.
	 * @param origin the name of the zone
	 */
	void withdraw(WireName origin);

	/**
	 * Serves a zone no more, if it came from here.
	 * @param origin the name of the zone
	 */
	void remove(WireName origin);

}
