package dev.torsion.net;

import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Mono;

/** Greets a peer with its address and repeats lines. */
final class PeerTeller implements Protocol {

	private final Transport transport;

	private final LineFraming lines = LineFraming.ofText(64, this::line);

	PeerTeller(Transport transport) {
		this.transport = transport;
	}

	@Override
	public Mono<Void> greet() {
		return this.transport
			.write(this.transport.peer() + (this.transport.isPrivate() ? " in private" : " in public") + "\r\n");
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		return this.lines.received(bytes);
	}

	private Mono<Void> line(String line) {
		return this.transport.write("you said " + line + "\r\n");
	}

	@Override
	public Mono<Void> leaving() {
		return this.transport.write("going down\r\n");
	}

}
