package dev.torsion.cred.sasl;

import reactor.core.publisher.Mono;

/**
 * One run of a mechanism with one peer. Called by one thread at a time, and not again
 * after it has failed or told whose credentials they are.
 */
public interface SaslExchange {

	/**
	 * What to say to a peer that does not speak first.
	 * @return the challenge
	 */
	default byte[] firstChallenge() {
		return new byte[0];
	}

	/**
	 * Takes what the peer has said.
	 * @param response the response
	 * @return what follows. Fails, or throws, with a {@link SaslFailure} if the peer does
	 * not speak the mechanism, and with anything else if we are to blame
	 */
	Mono<SaslStep> respond(byte[] response);

}
