package dev.torsion.net.process;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Pipes as the JDK has them, for platforms without native ones: a thread waits in each
 * while it is read or written. A pipe that is given up keeps its thread until whoever
 * holds its other end lets go.
 */
final class StreamPipes implements ChildPipes {

	private final Scheduler threads;

	private @Nullable OutputStream input;

	private @Nullable StreamReader output;

	private @Nullable StreamReader errors;

	StreamPipes(Scheduler threads) {
		this.threads = threads;
	}

	@Override
	public void attachTo(ProcessBuilder builder) {
	}

	@Override
	public void started(Process process) {
		this.input = process.getOutputStream();
		this.output = new StreamReader(process.getInputStream(), this.threads);
		this.errors = new StreamReader(process.getErrorStream(), this.threads);
	}

	@Override
	public Flux<ByteBuf> output() {
		return started(this.output).bytes();
	}

	@Override
	public Flux<ByteBuf> errors() {
		return started(this.errors).bytes();
	}

	@Override
	public Mono<Void> input(Publisher<ByteBuf> bytes) {
		OutputStream stream = started(this.input);
		return Flux.from(bytes)
			.publishOn(this.threads, 1)
			.concatMap((buffer) -> Mono.<Void>fromRunnable(() -> write(stream, buffer)), 0)
			.then()
			.onErrorComplete(BrokenPipe.class)
			.doFinally((signal) -> close(stream));
	}

	@Override
	public Mono<Boolean> ended() {
		return Mono.zip(started(this.output).ended(), started(this.errors).ended(), Boolean::logicalAnd);
	}

	@Override
	public void endIfSilent() {
		started(this.output).endIfSilent();
		started(this.errors).endIfSilent();
	}

	@Override
	public void close() {
		if (this.output != null && this.errors != null) {
			this.output.end();
			this.errors.end();
		}
	}

	private static <T> T started(@Nullable T part) {
		return Objects.requireNonNull(part, "The process has not started");
	}

	private static void write(OutputStream stream, ByteBuf buffer) {
		try {
			buffer.readBytes(stream, buffer.readableBytes());
			stream.flush();
		}
		catch (IOException ex) {
			throw new BrokenPipe();
		}
		finally {
			buffer.release();
		}
	}

	private static void close(OutputStream stream) {
		try {
			stream.close();
		}
		catch (IOException ex) {
			// What could not be flushed is what nobody wants to read.
		}
	}

	/** The child has closed its standard input, or has ended: it has heard enough. */
	private static final class BrokenPipe extends RuntimeException {

		private static final long serialVersionUID = 1L;

		BrokenPipe() {
			super(null, null, false, false);
		}

	}

}
