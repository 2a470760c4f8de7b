package dev.torsion.net;

import java.net.InetSocketAddress;

import org.springframework.context.ApplicationEvent;

/**
 * A listener has been bound. By the time it is published the environment has
 * {@code local.network.<name>.port}.
 */
public final class NetworkServerStartedEvent extends ApplicationEvent {

	private static final long serialVersionUID = 1L;

	private final transient NetworkListener listener;

	/**
	 * Creates the event.
	 * @param listener the listener
	 */
	public NetworkServerStartedEvent(NetworkListener listener) {
		super(listener);
		this.listener = listener;
	}

	/**
	 * The listener that was bound.
	 * @return the listener
	 */
	public NetworkListener getListener() {
		return this.listener;
	}

	/**
	 * The port it listens on.
	 * @return the port, or -1 if its address has none
	 */
	public int getPort() {
		return (this.listener.address() instanceof InetSocketAddress address) ? address.getPort() : -1;
	}

}
