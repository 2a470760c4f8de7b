package dev.torsion.net;

import java.util.Collection;

/**
 * Where connections come from, as operators see it: a {@link NetworkListener}, which
 * accepts them, or a {@link NetworkConnector} or {@link NetworkClient}, which makes them.
 */
public interface ConnectionSource {

	/**
	 * The name: in logs, in meters and in the {@code network} endpoint.
	 * @return the name, such as {@code smtp}
	 */
	String name();

	/**
	 * What has been counted.
	 * @return the counters
	 */
	Traffic traffic();

	/**
	 * The connections that are open now.
	 * @return a live view; empty for datagrams
	 */
	Collection<Connection> connections();

}
