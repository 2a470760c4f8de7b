package dev.torsion.conch.transport.flow;

import java.nio.channels.ClosedChannelException;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import reactor.util.concurrent.Queues;

/**
 * What waits to be written to a channel. Packets are queued by whoever has them, and in
 * one turn of the event loop all that are there are put together and sent: one buffer and
 * one system call, however many they are.
 * <p>
 * A write is done as soon as not too much is waiting, and not when it has left: what was
 * written belongs to the network, and MINA never writes into the same array twice.
 */
public final class SessionOutput {

	/**
	 * How many bytes may be waiting before writes begin to wait.
	 */
	public static final int HIGH = 256 * 1024;

	/** When writes are done again that had to wait. */
	private static final int LOW = 64 * 1024;

	private static final int MAX_CHUNK = 128 * 1024;

	/** What a packet takes besides its bytes: little ones would take far too much. */
	static final int OVERHEAD = 512;

	/** Writes that are done at once may be nested in one another: not too deep. */
	private static final int MAX_NESTED = 32;

	private final Channel channel;

	private final Executor executor;

	private final long limit;

	private final Runnable stalled;

	private final Queue<Buffer> packets = Queues.<Buffer>unboundedMultiproducer().get();

	private final Queue<Write> writes = Queues.<Write>unboundedMultiproducer().get();

	private final AtomicLong pending = new AtomicLong();

	private final AtomicLong bytes = new AtomicLong();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final AtomicInteger nested = new AtomicInteger();

	private final Runnable turn = this::turn;

	private final Write done = new Write();

	private @Nullable Buffer next;

	private @Nullable Runnable last;

	private volatile boolean closed;

	/**
	 * Creates the output of a channel.
	 * @param channel the channel
	 * @param executor where writes are done that had to wait
	 * @param limit how many bytes may be waiting; one more write may be added to that
	 * @param stalled told when there are more
	 */
	public SessionOutput(Channel channel, Executor executor, long limit, Runnable stalled) {
		this.channel = channel;
		this.executor = executor;
		this.limit = limit;
		this.stalled = stalled;
		this.done.setValue(true);
	}

	/**
	 * Writes a packet.
	 * @param packet the packet, which must not be changed any more
	 * @return done when more may be written
	 */
	public IoWriteFuture write(Buffer packet) {
		int size = packet.available() + OVERHEAD;
		long before = this.pending.getAndAdd(size);
		if (this.closed || before > this.limit) {
			this.pending.getAndAdd(-size);
			if (!this.closed) {
				this.stalled.run();
			}
			Write failed = new Write();
			failed.setValue(new ClosedChannelException());
			return failed;
		}
		this.bytes.getAndAdd(packet.available());
		this.packets.offer(packet);
		IoWriteFuture write = this.done;
		if (before + packet.available() > HIGH) {
			write = queued();
		}
		else if (this.nested.incrementAndGet() % MAX_NESTED == 0) {
			Write later = new Write();
			this.executor.execute(() -> later.setValue(true));
			write = later;
		}
		schedule();
		return write;
	}

	private Write queued() {
		Write write = new Write();
		this.writes.offer(write);
		return write;
	}

	private void schedule() {
		if (this.scheduled.compareAndSet(false, true)) {
			onLoop(this.turn);
		}
	}

	/** A loop that has come to its end has closed its channels before. */
	private boolean onLoop(Runnable task) {
		try {
			this.channel.eventLoop().execute(task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			this.closed = true;
			this.executor.execute(this::complete);
			return false;
		}
	}

	private void turn() {
		this.scheduled.set(false);
		if (this.closed) {
			closed();
		}
		else {
			flush(false);
		}
	}

	/**
	 * Sends what the network takes. On the event loop.
	 */
	public void flush() {
		flush(false);
	}

	private void flush(boolean all) {
		boolean any = false;
		Buffer packet = next();
		while (packet != null && (all || this.channel.isWritable())) {
			ByteBuf chunk = this.channel.alloc().directBuffer(size(packet));
			int packets = 0;
			do {
				packets++;
				chunk.writeBytes(packet.array(), packet.rpos(), packet.available());
				this.next = null;
				packet = next();
			}
			while (packet != null && packet.available() <= chunk.writableBytes());
			this.bytes.getAndAdd(-chunk.readableBytes());
			this.pending.getAndAdd(-chunk.readableBytes() - (long) packets * OVERHEAD);
			this.channel.write(chunk, this.channel.voidPromise());
			any = true;
		}
		if (any) {
			this.channel.flush();
		}
		progressed(packet == null);
	}

	private int size(Buffer packet) {
		return (int) Math.max(Math.min(this.bytes.get(), MAX_CHUNK), packet.available());
	}

	private @Nullable Buffer next() {
		if (this.next == null) {
			this.next = this.packets.poll();
		}
		return this.next;
	}

	private void progressed(boolean empty) {
		if (this.pending.get() <= LOW && !this.writes.isEmpty()) {
			this.executor.execute(this::complete);
		}
		Runnable last = this.last;
		if (empty && last != null) {
			this.last = null;
			last.run();
		}
	}

	private void complete() {
		Object outcome = this.closed ? new ClosedChannelException() : Boolean.TRUE;
		for (Write write = this.writes.poll(); write != null; write = this.writes.poll()) {
			write.setValue(outcome);
		}
	}

	/**
	 * Does something after everything that was written before has been handed to the
	 * network.
	 * @param last what is done then, on the event loop; never if the channel is closed
	 * before
	 * @return whether there is an event loop any more
	 */
	public boolean then(Runnable last) {
		return onLoop(() -> {
			this.last = last;
			flush(false);
		});
	}

	/**
	 * Sends what the network takes at once, and closes the channel.
	 */
	public void close() {
		onLoop(() -> {
			if (this.channel.isActive()) {
				flush(true);
			}
			this.channel.close();
		});
	}

	/**
	 * The channel has been closed: nothing more will be sent. On the event loop.
	 */
	public void closed() {
		this.closed = true;
		this.last = null;
		this.next = null;
		this.packets.clear();
		this.executor.execute(this::complete);
	}

	/** How a write has gone. */
	private static final class Write extends AbstractIoWriteFuture {

		Write() {
			super("write", null);
		}

	}

}
