package dev.torsion.cred.sasl;

import dev.torsion.cred.Credentials;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What follows in an exchange.
 */
public sealed interface SaslStep {

	/**
	 * Something is to be said to the peer, who then responds.
	 *
	 * @param data what
	 */
	record Challenge(byte[] data) implements SaslStep {

	}

	/**
	 * The peer has said all it has to. Whether it is let in is for the portal.
	 *
	 * @param credentials what it has presented
	 * @param successData what to say once it has been let in, empty if nothing
	 * @param refusal what to say, and to have responded to, before it is told that it is
	 * not let in; {@code null} if nothing
	 */
	record Claim(Credentials credentials, Mono<byte[]> successData, byte @Nullable [] refusal) implements SaslStep {

		/**
		 * A claim that ends the exchange.
		 * @param credentials what the peer has presented
		 */
		public Claim(Credentials credentials) {
			this(credentials, Mono.empty(), null);
		}

	}

}
