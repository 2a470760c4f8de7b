package dev.torsion.net.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/**
 * What comes out of a stream of the JDK: one blocking read for each buffer that is asked
 * for.
 */
final class StreamReader {

	private static final int LARGEST_READ = 32 * 1024;

	private final InputStream stream;

	private final Scheduler threads;

	private final AtomicBoolean subscribed = new AtomicBoolean();

	private final Sinks.One<Boolean> ended = Sinks.one();

	private volatile boolean reading;

	private volatile int quiet;

	StreamReader(InputStream stream, Scheduler threads) {
		this.stream = stream;
		this.threads = threads;
	}

	Flux<ByteBuf> bytes() {
		return Flux.defer(() -> {
			if (!this.subscribed.compareAndSet(false, true)) {
				return Flux.error(new IllegalStateException("A pipe has one subscriber"));
			}
			byte[] scratch = new byte[LARGEST_READ];
			return Flux.<ByteBuf>generate((sink) -> read(scratch, sink))
				.subscribeOn(this.threads)
				.takeUntilOther(this.ended.asMono())
				.doFinally((signal) -> end());
		});
	}

	private void read(byte[] scratch, SynchronousSink<ByteBuf> sink) {
		int count;
		this.reading = true;
		try {
			count = this.stream.read(scratch);
		}
		catch (IOException ex) {
			// It is a pipe: what cannot be read has ended.
			count = -1;
		}
		this.reading = false;
		this.quiet = 0;
		if (count < 0) {
			this.ended.tryEmitValue(true);
			sink.complete();
		}
		else {
			sink.next(Unpooled.wrappedBuffer(Arrays.copyOf(scratch, count)));
		}
	}

	Mono<Boolean> ended() {
		return this.ended.asMono();
	}

	/** Whoever does not ask for more has not been kept waiting by the pipe. */
	void endIfSilent() {
		boolean unclaimed = !this.subscribed.get();
		int found = (unclaimed || this.reading) ? this.quiet + 1 : 0;
		this.quiet = found;
		if (found >= (unclaimed ? PipeReader.UNCLAIMED : PipeReader.SILENT)) {
			end();
		}
	}

	void end() {
		if (this.ended.tryEmitValue(false).isSuccess()) {
			this.threads.schedule(this::close);
		}
	}

	private void close() {
		try {
			this.stream.close();
		}
		catch (IOException ex) {
			// Nobody is interested in what it had to say.
		}
	}

}
