package dev.torsion.words.irc.client.sasl;

import dev.torsion.words.irc.client.IrcException;
import reactor.core.publisher.Mono;

/**
 * One way to log in, once.
 */
interface Mechanism {

	/** Its registered name. */
	String name();

	/**
	 * Answers the server.
	 * @param challenge what it has said, empty at first
	 * @return the answer; fails with an {@link IrcException} if the server is not to be
	 * trusted
	 */
	Mono<byte[]> respond(byte[] challenge);

	/**
	 * Whether the server has proved all that it has to before its word is taken.
	 * @return whether a success may be believed
	 */
	default boolean isSatisfied() {
		return true;
	}

	/** A server that is not to be trusted. */
	static IrcException distrust(String text) {
		return new IrcException(IrcException.Reason.LOGIN, text);
	}

}
