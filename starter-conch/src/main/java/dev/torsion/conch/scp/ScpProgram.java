package dev.torsion.conch.scp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;

import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.files.FileAccess;
import dev.torsion.conch.files.FileAccesses;
import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Joins one side of a transfer to a session: nothing more is read before what was read is
 * dealt with, nor from files before what was sent has found room.
 */
final class ScpProgram implements SshProgram {

	private final ScpCommand command;

	private final FileAccesses accesses;

	private final EventLoop loop;

	ScpProgram(ScpCommand command, FileAccesses accesses, EventLoop loop) {
		this.command = command;
		this.accesses = accesses;
		this.loop = loop;
	}

	@Override
	public Mono<Integer> run(SshSession session) {
		Mono<ScpSide> opened = this.loop.blocking(() -> open(session));
		Mono<ScpSide> allowed = opened.onErrorResume(IOException.class, (ex) -> refuse(session, ex));
		return Mono.usingWhen(allowed, (side) -> transfer(side, session), this::close).defaultIfEmpty(1);
	}

	private static Mono<ScpSide> refuse(SshSession session, IOException ex) {
		return session.write(ByteBuffer.wrap(ScpMessages.warning(ScpMessages.text("files", ex)))).then(Mono.empty());
	}

	private ScpSide open(SshSession session) throws IOException {
		FileAccess access = this.accesses.of(session.connection().login());
		return this.command.sink() ? new ScpSink(access, this.command) : new ScpSource(access, this.command);
	}

	private Mono<Integer> transfer(ScpSide side, SshSession session) {
		Flux<Boolean> steps = Flux.concat(send(side, session),
				session.input().concatMap((bytes) -> take(side, bytes).then(send(side, session)), 1));
		return steps.takeUntil((done) -> done).then(Mono.fromSupplier(side::status));
	}

	private Mono<Void> take(ScpSide side, ByteBuffer bytes) {
		return this.loop.<Void>blocking(() -> {
			synchronized (side) {
				side.received(bytes);
				return null;
			}
		});
	}

	/** Sends all there is to send, and says whether that was all for good. */
	private Mono<Boolean> send(ScpSide side, SshSession session) {
		return this.loop.<ByteBuffer>blocking(() -> {
			synchronized (side) {
				return side.next();
			}
		})
			.flatMap((bytes) -> session.write(bytes).thenReturn(true))
			.defaultIfEmpty(false)
			.repeat()
			.takeUntil((sent) -> !sent)
			.then(Mono.fromSupplier(side::isDone));
	}

	private Mono<Void> close(ScpSide side) {
		return this.loop.<Void>blocking(() -> closed(side))
			.onErrorResume(RejectedExecutionException.class, (ex) -> Mono.fromRunnable(() -> closed(side)));
	}

	/** Something may still be going on when the channel is closed. */
	private static @Nullable Void closed(ScpSide side) {
		synchronized (side) {
			side.close();
			return null;
		}
	}

}
