package dev.torsion.net;

import java.net.InetSocketAddress;

import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Mono;

/**
 * Answers datagrams, each for itself: a query may be asked while others wait for their
 * answers.
 */
@FunctionalInterface
public interface DatagramProtocol {

	/**
	 * Answers a datagram. Called on an event loop, so it must not block; an answer that
	 * is there already is best given by {@link Mono#just}. An answer that fails is
	 * silence, and is counted.
	 * @param query the datagram; the caller's, valid until this method returns: an answer
	 * that comes later needs a copy of what it wants of it
	 * @param peer who sent it, which UDP does not prove
	 * @return the answer, which the caller releases; empty for silence
	 */
	Mono<ByteBuf> answer(ByteBuf query, InetSocketAddress peer);

}
