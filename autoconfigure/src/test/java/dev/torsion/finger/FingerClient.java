package dev.torsion.finger;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.net.Protocol;
import dev.torsion.net.ProtocolException;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

// tag::client[]
/** Asks a finger server about a user. */
final class FingerClient implements Protocol {

	private final LineFraming lines = LineFraming.ofText(512, this::answer);

	private final List<String> answer = new ArrayList<>();

	private final Sinks.One<List<String>> answered = Sinks.one();

	private final Transport transport;

	private final String user;

	FingerClient(Transport transport, String user) {
		this.transport = transport;
		this.user = user;
	}

	/** What the server has said, once it has said it all. */
	Mono<List<String>> answer() {
		return this.answered.asMono();
	}

	@Override
	public Mono<Void> greet() {
		return this.transport.write(this.user + "\r\n");
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		return this.lines.received(bytes);
	}

	private Mono<Void> answer(String line) {
		if (this.answer.size() == 100) {
			return Mono.error(new ProtocolException("An answer of more than 100 lines"));
		}
		this.answer.add(line);
		return Mono.empty();
	}

	@Override
	public void disconnected(@Nullable Throwable cause) {
		if (cause != null) {
			this.answered.tryEmitError(cause);
		}
		else {
			this.answered.tryEmitValue(this.answer);
		}
	}

}
// end::client[]
