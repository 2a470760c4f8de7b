package dev.torsion.conch.process.session;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

import dev.torsion.conch.KilledBySignalException;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import dev.torsion.net.process.ChildProcess;
import dev.torsion.net.process.Command;
import dev.torsion.net.process.Processes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A child process in a session: input, output, errors and signals are passed on, no
 * faster than the other side takes them, and it is killed when the channel is closed.
 */
public final class ChildProgram implements SshProgram {

	private final Processes processes;

	private final Command command;

	/**
	 * Creates the program.
	 * @param processes what starts it
	 * @param command what is started; its input is that of the session
	 */
	public ChildProgram(Processes processes, Command command) {
		this.processes = processes;
		this.command = command;
	}

	@Override
	public Mono<Integer> run(SshSession session) {
		return Mono.usingWhen(this.processes.start(this.command), (child) -> run(child, session),
				(child) -> Mono.fromRunnable(child::kill));
	}

	private static Mono<Integer> run(ChildProcess child, SshSession session) {
		Set<ChildProcess.Signal> sent = EnumSet.noneOf(ChildProcess.Signal.class);
		Mono<Void> input = child.input(session.input().map(Unpooled::wrappedBuffer)).onErrorComplete();
		Flux<String> signals = session.signals().doOnNext((name) -> signal(child, name, sent));
		Mono<Integer> exit = Mono.when(copy(child.output(), session::write), copy(child.errors(), session::writeError))
			.then(child.exit())
			.doOnNext((status) -> tellIfKilled(status, child, sent));
		return Flux.merge(exit, input.thenMany(Flux.<Integer>never()), signals.thenMany(Flux.<Integer>never())).next();
	}

	/**
	 * A copy, because a channel that is closed may be about to send what it was given.
	 */
	private static Mono<Void> copy(Flux<ByteBuf> from, Function<ByteBuffer, Mono<Void>> to) {
		return from.map(ChildProgram::copy).concatMap(to, 1).then();
	}

	private static ByteBuffer copy(ByteBuf bytes) {
		try {
			return ByteBuffer.wrap(ByteBufUtil.getBytes(bytes));
		}
		finally {
			bytes.release();
		}
	}

	private static void signal(ChildProcess child, String name, Set<ChildProcess.Signal> sent) {
		for (ChildProcess.Signal signal : ChildProcess.Signal.values()) {
			if (signal.name().equals(name)) {
				synchronized (sent) {
					sent.add(signal);
				}
				child.signal(signal);
			}
		}
	}

	/**
	 * A status says whether a signal has ended a process only to who knows that it was
	 * sent one.
	 */
	private static void tellIfKilled(int status, ChildProcess child, Set<ChildProcess.Signal> sent) {
		if (child.isKilled()) {
			synchronized (sent) {
				sent.add(ChildProcess.Signal.TERM);
				sent.add(ChildProcess.Signal.KILL);
			}
		}
		synchronized (sent) {
			sent.stream().filter((signal) -> signal.status() == status).findFirst().ifPresent((signal) -> {
				throw new KilledBySignalException(signal.name());
			});
		}
	}

}
