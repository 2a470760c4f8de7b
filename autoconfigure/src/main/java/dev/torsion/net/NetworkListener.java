package dev.torsion.net;

import java.net.SocketAddress;

import org.jspecify.annotations.Nullable;

/**
 * A listener of the application, as operators see it: in the {@code network} health
 * contributor, in the {@code network} endpoint and in the meters. Every bean of this type
 * takes part.
 */
public interface NetworkListener extends ConnectionSource {

	/**
	 * The name of the listener: in logs, in meters and in
	 * {@code local.network.<name>.port}.
	 * @return the name, such as {@code smtp}
	 */
	@Override
	String name();

	/**
	 * Whether the listener is meant to listen at all.
	 * @return {@code false} if it is switched off with port -1
	 */
	boolean isEnabled();

	/**
	 * The address listened on.
	 * @return the address, or {@code null} while it does not listen
	 */
	@Nullable SocketAddress address();

}
