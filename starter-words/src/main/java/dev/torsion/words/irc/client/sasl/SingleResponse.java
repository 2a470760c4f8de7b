package dev.torsion.words.irc.client.sasl;

import java.nio.charset.StandardCharsets;

import reactor.core.publisher.Mono;

/**
 * A mechanism in which the client says one thing.
 *
 * @param name its registered name
 * @param response what it says
 */
record SingleResponse(String name, byte[] response) implements Mechanism {

	/** RFC 4616: the password as it is. */
	static SingleResponse plain(String account, String password) {
		return new SingleResponse("PLAIN", ("\0" + account + "\0" + password).getBytes(StandardCharsets.UTF_8));
	}

	/** RFC 4422 appendix A: who has the certificate. */
	static SingleResponse external() {
		return new SingleResponse("EXTERNAL", new byte[0]);
	}

	@Override
	public Mono<byte[]> respond(byte[] challenge) {
		return (challenge.length == 0) ? Mono.just(this.response)
				: Mono.error(Mechanism.distrust("The server asks for what " + this.name + " does not have"));
	}

	/** Hides the password. */
	@Override
	public String toString() {
		return this.name;
	}

}
