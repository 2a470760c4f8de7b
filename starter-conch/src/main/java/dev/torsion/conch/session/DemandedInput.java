package dev.torsion.conch.session;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

import dev.torsion.conch.SshInput;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/**
 * Input for a subscriber, who gets as much as it asks for; the peer may send as much
 * again when the subscriber has it.
 */
final class DemandedInput implements SshInput {

	private final FluxSink<ByteBuffer> sink;

	private final IntConsumer release;

	private final HeldInput held = new HeldInput();

	private final AtomicInteger work = new AtomicInteger();

	private boolean ended;

	/**
	 * Creates the input of a subscriber.
	 * @param sink the subscriber
	 * @param release is told what it has got
	 */
	DemandedInput(FluxSink<ByteBuffer> sink, IntConsumer release) {
		this.sink = sink;
		this.release = release;
		sink.onRequest((more) -> drain());
	}

	@Override
	public void received(ByteBuffer bytes) {
		synchronized (this.held) {
			this.held.add(bytes);
		}
		drain();
	}

	@Override
	public void ended() {
		synchronized (this.held) {
			this.ended = true;
		}
		drain();
	}

	private void drain() {
		if (this.work.getAndIncrement() != 0) {
			return;
		}
		int missed = 1;
		do {
			while (emit()) {
				continue;
			}
			missed = this.work.addAndGet(-missed);
		}
		while (missed != 0);
	}

	private boolean emit() {
		ByteBuffer next = next();
		if (next != null) {
			int size = next.remaining();
			this.sink.next(next);
			this.release.accept(size);
		}
		return next != null;
	}

	/** Who has cancelled is sent no more; the peer waits until the program has ended. */
	private @Nullable ByteBuffer next() {
		synchronized (this.held) {
			if (this.sink.isCancelled()) {
				this.held.clear();
			}
			else if (this.held.isEmpty() && this.ended) {
				this.sink.complete();
			}
			return (this.sink.requestedFromDownstream() > 0) ? this.held.poll() : null;
		}
	}

}
