package dev.torsion.conch.terminal;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.conch.SshInput;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What a program has of a terminal while it runs on it: its input are lines as they are
 * typed, and ^C and ^\ end it. Safe to use from any thread.
 */
public final class ForegroundSession extends SessionView {

	private static final int INTERRUPTED = 128 + 2;

	private static final int QUIT = 128 + 3;

	private final SessionTerminal terminal;

	private final TerminalSettings settings;

	private final String command;

	private final Sinks.One<Integer> ended = Sinks.one();

	private final Sinks.Many<String> signals = Sinks.many().multicast().directBestEffort();

	private final AtomicInteger held = new AtomicInteger();

	private volatile @Nullable Subscription reading;

	private volatile boolean freshLine = true;

	/**
	 * Gives a terminal to a program.
	 * @param terminal the terminal
	 * @param settings limits
	 * @param command the command line of the program
	 */
	public ForegroundSession(SessionTerminal terminal, TerminalSettings settings, String command) {
		super(terminal.session());
		this.terminal = terminal;
		this.settings = settings;
		this.command = command;
	}

	/**
	 * Runs a program on the terminal of a session that has one, as {@code ssh -t} does,
	 * or without one.
	 * @param program the program
	 * @param session the session
	 * @param settings limits
	 * @return its exit status, 130 and 131 if it was ended by ^C and ^\, or by the
	 * signals for them
	 */
	public static Mono<Integer> run(SshProgram program, SshSession session, TerminalSettings settings) {
		if (session.pty() == null) {
			Mono<Integer> signalled = session.signals()
				.mapNotNull(ForegroundSession::status)
				.next()
				.switchIfEmpty(Mono.never());
			return Mono.firstWithSignal(Mono.defer(() -> program.run(session)).defaultIfEmpty(0), signalled);
		}
		return Mono.using(() -> SessionTerminal.of(session, settings),
				(terminal) -> new ForegroundSession(terminal, settings, session.command()).run(program));
	}

	private static @Nullable Integer status(String signal) {
		return switch (signal) {
			case "INT", "BREAK" -> INTERRUPTED;
			case "QUIT" -> QUIT;
			case "TERM" -> 128 + 15;
			case "HUP" -> 128 + 1;
			default -> null;
		};
	}

	/**
	 * Runs the program.
	 * @param program the program
	 * @return its exit status, 130 and 131 if it was ended by ^C and ^\
	 */
	public Mono<Integer> run(SshProgram program) {
		return Mono.using(() -> handle(Signal.INT, "INT", INTERRUPTED),
				(interrupt) -> Mono.using(() -> handle(Signal.QUIT, "QUIT", QUIT),
						(quit) -> Mono.firstWithSignal(Mono.defer(() -> program.run(this)).defaultIfEmpty(0),
								this.ended.asMono()),
						(quit) -> this.terminal.handle(Signal.QUIT, quit)),
				(interrupt) -> this.terminal.handle(Signal.INT, interrupt));
	}

	private SignalHandler handle(Signal signal, String name, int status) {
		return this.terminal.handle(signal, (raised) -> {
			this.signals.tryEmitNext(name);
			this.ended.tryEmitValue(status);
		});
	}

	/**
	 * Whether what was written last has ended its line.
	 * @return whether the cursor is at the beginning of a line
	 */
	public boolean isAtFreshLine() {
		return this.freshLine;
	}

	@Override
	public String command() {
		return this.command;
	}

	@Override
	public Flux<String> signals() {
		return this.signals.asFlux().takeUntilOther(closed());
	}

	@Override
	public Flux<ByteBuffer> input() {
		return TypedLines.of(this.terminal, this.settings.maxLine());
	}

	@Override
	public void readTo(SshInput input) {
		input().subscribe(new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				ForegroundSession.this.reading = subscription;
				subscription.request(1);
			}

			@Override
			protected void hookOnNext(ByteBuffer line) {
				ForegroundSession.this.held.addAndGet(line.remaining());
				input.received(line);
			}

			@Override
			protected void hookOnComplete() {
				input.ended();
			}

		});
	}

	@Override
	public void release(int bytes) {
		Subscription current = this.reading;
		if (current != null && this.held.addAndGet(-bytes) == 0) {
			current.request(1);
		}
	}

	@Override
	public Mono<Void> write(ByteBuffer bytes) {
		if (bytes.hasRemaining()) {
			this.freshLine = bytes.get(bytes.limit() - 1) == '\n';
		}
		return super.write(bytes);
	}

}
