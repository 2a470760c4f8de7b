package dev.torsion.names.store;

import dev.torsion.names.zone.Zone;

/**
 * Takes each version of a zone from its source, to serve it from now on. Declare a bean
 * of this type to change versions on their way, such as by what was recorded since. Zones
 * of views are served as they are.
 */
@FunctionalInterface
public interface ZonePublisher {

	/**
	 * Serves a zone, in the place of the version before.
	 * @param fromSource the zone as its source has it
	 */
	void publish(Zone fromSource);

}
