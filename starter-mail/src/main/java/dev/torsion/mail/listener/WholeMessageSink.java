package dev.torsion.mail.listener;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import reactor.core.publisher.Mono;

import org.springframework.util.FastByteArrayOutputStream;

/**
 * Takes one message into memory, and has it handled when all of it is there.
 */
final class WholeMessageSink implements MailSink {

	private final WholeMessages memory;

	private final Function<byte[], Mono<Void>> handler;

	private final AtomicLong taken = new AtomicLong();

	private final Consumer<byte[]> keeper;

	private final FastByteArrayOutputStream bytes = new FastByteArrayOutputStream();

	WholeMessageSink(WholeMessages memory, Function<byte[], Mono<Void>> handler, Consumer<byte[]> keeper) {
		this.memory = memory;
		this.handler = handler;
		this.keeper = keeper;
	}

	@Override
	public Mono<Void> write(ByteBuffer run) {
		int length = run.remaining();
		try {
			this.memory.take(length, this.taken.get() + length);
			this.taken.addAndGet(length);
			byte[] copy = new byte[length];
			run.get(copy);
			this.bytes.write(copy);
			return Mono.empty();
		}
		catch (MailRefusedException | IOException ex) {
			return Mono.error(ex);
		}
	}

	@Override
	public Mono<Void> prepare() {
		return Mono.defer(() -> this.handler.apply(this.bytes.toByteArrayUnsafe())).doFinally((signal) -> release());
	}

	@Override
	public Mono<Void> commit() {
		return Mono.fromRunnable(() -> this.keeper.accept(this.bytes.toByteArrayUnsafe()));
	}

	@Override
	public void abort() {
		release();
	}

	private void release() {
		this.memory.release(this.taken.getAndSet(0));
	}

}
