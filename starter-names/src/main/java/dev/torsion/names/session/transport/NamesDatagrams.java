package dev.torsion.names.session.transport;

import java.net.InetSocketAddress;

import dev.torsion.names.DnsTransport;
import dev.torsion.names.session.NameServer;
import dev.torsion.names.session.Origin;
import dev.torsion.net.DatagramProtocol;
import io.netty.buffer.ByteBuf;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * DNS over UDP, RFC 1035 section 4.2.1.
 */
public final class NamesDatagrams implements DatagramProtocol {

	/** The longest query that is read, in bytes: what fits an Ethernet frame. */
	public static final int MAX_QUERY = 1500;

	private final NameServer server;

	private final String listener;

	/**
	 * Creates the protocol.
	 * @param server answers the messages
	 * @param listener the name of the listener
	 */
	public NamesDatagrams(NameServer server, String listener) {
		this.server = server;
		this.listener = listener;
	}

	@Override
	public Mono<ByteBuf> answer(ByteBuf query, InetSocketAddress peer) {
		Publisher<ByteBuf> answer = this.server.answer(query, new Origin(peer, DnsTransport.UDP, this.listener));
		return (answer instanceof Mono<ByteBuf> mono) ? mono : Flux.from(answer).next();
	}

}
