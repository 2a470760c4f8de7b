package dev.torsion.finger;

import dev.torsion.net.Protocol;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Mono;

// tag::protocol[]
/** Tells a peer what a user plans to do: finger, RFC 1288. */
final class FingerProtocol implements Protocol {

	private final LineFraming lines = LineFraming.ofText(512, this::query);

	private final Transport transport;

	private final Plans plans;

	FingerProtocol(Transport transport, Plans plans) {
		this.transport = transport;
		this.plans = plans;
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		return this.lines.received(bytes);
	}

	private Mono<Void> query(String user) {
		return this.plans.of(user)
			.defaultIfEmpty("No such user")
			.flatMap((plan) -> this.transport.write(plan + "\r\n"))
			.doFinally((signal) -> this.transport.close());
	}

}
// end::protocol[]
