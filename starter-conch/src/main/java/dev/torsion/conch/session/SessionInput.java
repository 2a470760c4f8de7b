package dev.torsion.conch.session;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

import dev.torsion.conch.SshInput;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * What a peer sends, on its way to the program. It is told that it may send more when a
 * quarter of the window or more has been processed.
 */
final class SessionInput {

	private final int window;

	private final IntConsumer adjust;

	private final AtomicInteger available;

	private final AtomicInteger released = new AtomicInteger();

	private final AtomicLong received = new AtomicLong();

	private final HeldInput early = new HeldInput();

	private @Nullable SshInput reader;

	private boolean ended;

	/**
	 * Creates the input of a channel.
	 * @param window how much may come before it is processed
	 * @param adjust tells the peer how much more it may send
	 */
	SessionInput(int window, IntConsumer adjust) {
		this.window = window;
		this.adjust = adjust;
		this.available = new AtomicInteger(window);
	}

	/**
	 * Takes what has come.
	 * @param bytes the bytes
	 * @return false if the window had no room for them
	 */
	boolean received(ByteBuffer bytes) {
		int size = bytes.remaining();
		if (!taken(size)) {
			return false;
		}
		this.received.addAndGet(size);
		SshInput current = reader(bytes);
		if (current != null && size > 0) {
			current.received(bytes);
		}
		return true;
	}

	private synchronized @Nullable SshInput reader(ByteBuffer bytes) {
		if (this.ended) {
			return null;
		}
		if (this.reader == null) {
			this.early.add(bytes);
		}
		return this.reader;
	}

	/**
	 * Lets go of what has come and is of no use.
	 * @param size how much it was
	 * @return false if the window had no room for it
	 */
	boolean ignored(int size) {
		boolean room = taken(size);
		release(size);
		return room;
	}

	private boolean taken(int size) {
		return this.available.addAndGet(-size) >= 0;
	}

	/** There will be no more. */
	void ended() {
		SshInput current;
		synchronized (this) {
			current = (!this.ended) ? this.reader : null;
			this.ended = true;
		}
		if (current != null) {
			current.ended();
		}
	}

	/**
	 * Reads from now on.
	 * @param input what takes the bytes
	 */
	synchronized void readTo(SshInput input) {
		if (this.reader != null) {
			throw new IllegalStateException("The input is read already");
		}
		this.reader = input;
		for (ByteBuffer bytes = this.early.poll(); bytes != null; bytes = this.early.poll()) {
			input.received(bytes);
		}
		if (this.ended) {
			input.ended();
		}
	}

	Flux<ByteBuffer> flux() {
		return Flux.create((sink) -> readTo(new DemandedInput(sink, this::release)), FluxSink.OverflowStrategy.IGNORE);
	}

	/**
	 * Lets the peer send as much again.
	 * @param bytes how much was processed
	 */
	void release(int bytes) {
		if (this.released.addAndGet(bytes) >= this.window / 4) {
			int more = this.released.getAndSet(0);
			if (more > 0) {
				this.available.addAndGet(more);
				this.adjust.accept(more);
			}
		}
	}

	/**
	 * How much has come.
	 * @return the number of bytes
	 */
	long received() {
		return this.received.get();
	}

}
