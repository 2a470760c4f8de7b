package dev.torsion.names.session.control;

import reactor.core.publisher.Flux;

/**
 * Handles one kind of requests that are no plain queries.
 */
public interface ControlHandler {

	/**
	 * Whether a request is handled here.
	 * @param opcode its kind
	 * @param type the type it asks for, 0 if it asks for none
	 * @return whether it is
	 */
	boolean supports(int opcode, int type);

	/**
	 * Handles a request. Called on an event loop, so it must not block.
	 * @param request the request
	 * @return the messages of the answer, not signed
	 */
	Flux<byte[]> handle(ControlRequest request);

}
