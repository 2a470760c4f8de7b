package dev.torsion.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A client that says a line and notes what it is told until the connection ends; at a
 * line {@code go ahead} it starts TLS, and says the line once more.
 */
final class Question implements Protocol {

	final BlockingQueue<String> told = new LinkedBlockingQueue<>();

	final Transport transport;

	private final LineFraming lines = LineFraming.ofText(512, this::line);

	private final List<String> all = new ArrayList<>();

	private final Sinks.One<List<String>> answer = Sinks.one();

	private final String question;

	Question(Transport transport, String question) {
		this.transport = transport;
		this.question = question;
	}

	Mono<List<String>> answer() {
		return this.answer.asMono();
	}

	@Override
	public Mono<Void> greet() {
		return this.question.isEmpty() ? Mono.empty() : this.transport.write(this.question + "\r\n");
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		return this.lines.received(bytes);
	}

	private Mono<Void> line(String line) {
		this.told.add(line);
		this.all.add(line);
		if (line.equals("go ahead")) {
			return this.transport.startTls().then(Mono.defer(() -> this.transport.write(secret())));
		}
		return Mono.empty();
	}

	private String secret() {
		return "secret " + this.question + (this.transport.isPrivate() ? "" : " in public") + "\r\n";
	}

	@Override
	public Mono<Void> leaving() {
		return this.transport.write("goodbye\r\n");
	}

	@Override
	public void disconnected(@Nullable Throwable cause) {
		if (cause != null) {
			this.answer.tryEmitError(cause);
		}
		else {
			this.answer.tryEmitValue(this.all);
		}
	}

}
