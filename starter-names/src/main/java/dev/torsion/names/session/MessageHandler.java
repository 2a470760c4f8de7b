package dev.torsion.names.session;

import dev.torsion.names.wire.Query;
import reactor.core.publisher.Flux;

/**
 * Handles messages that are no plain queries: transfers, notices, updates, and what is
 * signed.
 */
public interface MessageHandler {

	/**
	 * Whether a message is handled here.
	 * @param query its header, and its question if it is a query
	 * @return whether it is
	 */
	boolean supports(Query query);

	/**
	 * Handles a message. Called on an event loop, so it must not block.
	 * @param message the message
	 * @param origin where it comes from
	 * @param server answers queries, as if they were not signed
	 * @return the messages of the answer, at most 65,535 bytes each; over UDP only the
	 * first is sent
	 */
	Flux<byte[]> handle(byte[] message, Origin origin, NameServer server);

}
