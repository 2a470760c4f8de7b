package dev.torsion.conch.auth;

import java.util.function.Function;

import dev.torsion.conch.auth.wire.SshReader;
import reactor.core.publisher.Mono;

/**
 * What comes of a message of a peer.
 */
sealed interface Answer {

	/**
	 * It has proved nothing.
	 *
	 * @param delayed whether it is told only after the delay for failures
	 */
	record Refused(boolean delayed) implements Answer {

	}

	/**
	 * It is told something, and nothing is decided.
	 *
	 * @param packet what it is told
	 */
	record Told(byte[] packet) implements Answer {

	}

	/**
	 * It is asked something.
	 *
	 * @param packet the question
	 * @param reply takes the reply, after the number of its message
	 */
	record Asked(byte[] packet, Function<SshReader, Mono<Answer>> reply) implements Answer {

	}

	/**
	 * It has proved a step.
	 *
	 * @param proof the proof
	 */
	record Proved(Proof proof) implements Answer {

	}

}
