package dev.torsion.conch.terminal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.conch.SshSession;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.NonBlockingReader;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * The input of a program on a terminal: lines as they are typed. What is typed while the
 * program does not ask for it is left where it is.
 */
final class TypedLines {

	private final SessionTerminal terminal;

	private final LineDiscipline line;

	private final FluxSink<ByteBuffer> program;

	private final AtomicInteger wanted = new AtomicInteger();

	private volatile boolean ended;

	private TypedLines(SessionTerminal terminal, int maxLine, FluxSink<ByteBuffer> program) {
		SshSession session = terminal.session();
		this.terminal = terminal;
		this.line = new LineDiscipline(terminal.getAttributes(), maxLine, session::print);
		this.program = program;
	}

	/**
	 * Lines with their ends, until ^D or the end of the session.
	 * @param terminal where they are typed
	 * @param maxLine most characters of a line
	 * @return the lines, as they are asked for
	 */
	static Flux<ByteBuffer> of(SessionTerminal terminal, int maxLine) {
		return Flux.create((program) -> {
			TypedLines lines = new TypedLines(terminal, maxLine, program);
			terminal.keys().onArrival(lines::drain);
			program.onDispose(lines::end);
			program.onRequest((count) -> lines.drain());
		});
	}

	private void end() {
		this.ended = true;
		this.terminal.keys().onArrival(() -> {
		});
	}

	private void drain() {
		if (this.wanted.getAndIncrement() != 0) {
			return;
		}
		int missed = 1;
		do {
			while (!this.ended && this.program.requestedFromDownstream() > 0) {
				int typed = this.terminal.keys().poll();
				if (typed == NonBlockingReader.READ_EXPIRED) {
					break;
				}
				take((typed != NonBlockingReader.EOF) ? this.line.type((char) typed) : LineDiscipline.Typed.END);
			}
			missed = this.wanted.addAndGet(-missed);
		}
		while (missed != 0);
	}

	private void take(LineDiscipline.Typed typed) {
		switch (typed) {
			case LINE -> this.program.next(ByteBuffer.wrap((this.line.take() + "\n").getBytes(StandardCharsets.UTF_8)));
			case END -> {
				this.ended = true;
				this.program.complete();
			}
			case INTERRUPT -> this.terminal.raise(Signal.INT);
			case GOES_ON -> {
			}
		}
	}

}
