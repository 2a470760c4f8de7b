package dev.torsion.conch.transport.flow;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.apache.sshd.common.util.Readable;

/**
 * What was read from a channel and waits to be taken. The channel reads on by itself, so
 * that nobody has to wake its loop, until so much waits that the peer is ahead; whoever
 * takes it has it read on then. It does not read while reading is suspended.
 */
public final class SessionInput {

	/**
	 * How much may wait before the channel reads no more, in bytes.
	 */
	public static final int HIGH = 128 * 1024;

	/** How much may still wait when it reads again. */
	static final int LOW = 32 * 1024;

	private final Channel channel;

	private final Executor executor;

	private final Reader reader;

	private final Queue<ByteBuf> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger size = new AtomicInteger();

	private final AtomicBoolean reading = new AtomicBoolean();

	private final Runnable drain = this::drain;

	private boolean arrived;

	private volatile long total;

	private volatile boolean begun;

	private volatile boolean suspended;

	private volatile boolean ended;

	/**
	 * Creates the input of a channel.
	 * @param channel the channel, which does not read by itself
	 * @param executor where the reader is called
	 * @param reader takes the input
	 */
	public SessionInput(Channel channel, Executor executor, Reader reader) {
		this.channel = channel;
		this.executor = executor;
		this.reader = reader;
	}

	/**
	 * Takes input, one call after another.
	 */
	public interface Reader {

		/**
		 * Takes bytes.
		 * @param bytes the bytes, valid until this returns
		 */
		void received(Readable bytes);

		/**
		 * There will be no more.
		 */
		void ended();

	}

	/**
	 * How many bytes have come.
	 * @return the number of bytes
	 */
	public long total() {
		return this.total;
	}

	/**
	 * Bytes have been read. On the event loop.
	 * @param bytes the bytes, which are released from here
	 */
	@SuppressWarnings("NonAtomicOperationOnVolatileField") // only the event loop writes
	public void add(ByteBuf bytes) {
		this.total += bytes.readableBytes();
		this.size.addAndGet(bytes.readableBytes());
		this.arrived = true;
		this.waiting.add(bytes);
	}

	/**
	 * A read is done, whatever it has brought. On the event loop.
	 */
	public void readComplete() {
		this.reading.set(false);
		if (this.arrived) {
			this.arrived = false;
			this.executor.execute(this.drain);
		}
		if (!this.suspended && this.size.get() < HIGH) {
			read();
		}
	}

	/**
	 * The peer will send no more. On the event loop.
	 */
	public void end() {
		this.ended = true;
		this.executor.execute(this.drain);
	}

	/**
	 * Drops what is waiting. What is being worked on is not touched.
	 */
	public void discard() {
		for (ByteBuf bytes = this.waiting.poll(); bytes != null; bytes = this.waiting.poll()) {
			bytes.release();
		}
	}

	/**
	 * Begins to read; nothing is read before. On the executor.
	 */
	public void begin() {
		this.begun = true;
		drain();
	}

	/**
	 * Hands nothing over any more, beginning with what would come next.
	 */
	public void suspend() {
		this.suspended = true;
	}

	/**
	 * Goes on after {@link #suspend}.
	 */
	public void resume() {
		this.suspended = false;
		this.executor.execute(this.drain);
	}

	private void drain() {
		if (this.suspended || !this.begun) {
			return;
		}
		if (this.size.get() <= LOW) {
			read();
		}
		ByteBuf bytes = this.waiting.poll();
		while (bytes != null) {
			if (this.size.addAndGet(-bytes.readableBytes()) <= LOW) {
				read();
			}
			receive(bytes);
			bytes = this.suspended ? null : this.waiting.poll();
		}
		if (this.ended && this.waiting.isEmpty()) {
			this.reader.ended();
		}
	}

	private void read() {
		if (!this.ended && this.reading.compareAndSet(false, true)) {
			this.channel.read();
		}
	}

	private void receive(ByteBuf bytes) {
		try {
			this.reader.received(new Bytes(bytes));
		}
		finally {
			bytes.release();
		}
	}

	/** Bytes of Netty to MINA, which copies them to where it decodes. */
	private record Bytes(ByteBuf bytes) implements Readable {

		@Override
		public int available() {
			return this.bytes.readableBytes();
		}

		@Override
		public void getRawBytes(byte[] data, int offset, int length) {
			this.bytes.readBytes(data, offset, length);
		}

	}

}
