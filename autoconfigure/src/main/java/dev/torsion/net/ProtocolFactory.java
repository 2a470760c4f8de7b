package dev.torsion.net;

/**
 * Opens a {@link Protocol} for each new connection.
 */
@FunctionalInterface
public interface ProtocolFactory {

	/**
	 * Opens one conversation; called on the event loop of the connection.
	 * @param transport the peer
	 * @return the conversation with it
	 */
	Protocol open(Transport transport);

}
