package dev.torsion.names.session;

import java.net.InetAddress;

import dev.torsion.names.zone.ZoneSet;

/**
 * Chooses the zones that a client sees.
 */
@FunctionalInterface
public interface ZoneSelector {

	/**
	 * The zones for a client. Called for each query, so it has to be quick.
	 * @param client the address of the client
	 * @param listener the name of the listener
	 * @return the zones of this moment
	 */
	ZoneSet zones(InetAddress client, String listener);

}
