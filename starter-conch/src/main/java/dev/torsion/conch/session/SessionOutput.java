package dev.torsion.conch.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * What a program writes, on its way to the peer: cut into packets, as many as the peer's
 * window and the connection have room for. Packets are made on the connection's
 * scheduler, wherever something was written.
 */
final class SessionOutput {

	/**
	 * A window says what the peer promises to take, not what it takes: this much of a
	 * channel waits in the connection at most.
	 */
	private static final int MOST_IN_FLIGHT = 1 << 18;

	/** What a packet takes besides its bytes: little ones would take far too much. */
	private static final int OVERHEAD = 512;

	/**
	 * How many packets are sent before whatever else concerns the connection has its
	 * turn: that it is closed, for one.
	 */
	private static final int TURN = 32;

	private static final long LARGEST_WINDOW = 0xFFFF_FFFFL;

	private final Packets packets;

	private final Scheduler scheduler;

	private final int limit;

	private final Queue<Piece> queue = new ConcurrentLinkedQueue<>();

	private final AtomicLong queued = new AtomicLong();

	private final AtomicLong window = new AtomicLong();

	private final AtomicInteger inFlight = new AtomicInteger();

	private final AtomicInteger work = new AtomicInteger();

	/** What is left of a turn, for who drains. */
	private int left;

	private volatile int packetSize;

	private volatile boolean congested;

	private volatile long sent;

	private volatile @Nullable IOException closed;

	/**
	 * Creates the output of a channel.
	 * @param packets what sends packets
	 * @param scheduler where they are made
	 * @param limit how many bytes may wait
	 */
	SessionOutput(Packets packets, Scheduler scheduler, int limit) {
		this.packets = packets;
		this.scheduler = scheduler;
		this.limit = limit;
	}

	/**
	 * The channel is open.
	 * @param window how much the peer takes for now
	 * @param packetSize how much of it in a packet
	 */
	void opened(long window, int packetSize) {
		this.packetSize = packetSize;
		this.window.set(window);
	}

	/**
	 * The peer takes more.
	 * @param bytes how many bytes more
	 * @return false if that is more than there can be
	 */
	boolean opened(long bytes) {
		if (this.window.addAndGet(bytes) > LARGEST_WINDOW) {
			return false;
		}
		later();
		return true;
	}

	/**
	 * Writes.
	 * @param bytes what to write, not to be changed before completion
	 * @param errors whether it is errors
	 * @return completes when all of it, and what was written before, is on its way
	 */
	Mono<Void> write(ByteBuffer bytes, boolean errors) {
		IOException reason = this.closed;
		if (reason != null) {
			return Mono.error(reason);
		}
		int size = bytes.remaining();
		long waiting = this.queued.addAndGet(size);
		if (waiting > this.limit && waiting > size) {
			this.queued.addAndGet(-size);
			return Mono.error(new IOException("More than " + this.limit + " bytes wait for the peer to read"));
		}
		Piece piece = new Piece(bytes.duplicate(), errors, Sinks.empty());
		this.queue.add(piece);
		later();
		return piece.done().asMono();
	}

	/**
	 * Fails what waits, and what is still written.
	 * @param message why
	 */
	void close(String message) {
		if (this.closed == null) {
			this.closed = new OutputClosedException(message);
			later();
		}
	}

	/**
	 * How much was sent.
	 * @return the number of bytes
	 */
	long sent() {
		return this.sent;
	}

	private void later() {
		if (this.work.getAndIncrement() == 0) {
			schedule();
		}
	}

	private void schedule() {
		try {
			this.scheduler.schedule(this::drain);
		}
		catch (RejectedExecutionException ex) {
			this.closed = new OutputClosedException("The connection is closed");
			drain();
		}
	}

	private void drain() {
		int missed = this.work.get();
		this.left = TURN;
		do {
			try {
				sendAll();
			}
			catch (IOException ex) {
				this.closed = new OutputClosedException(String.valueOf(ex.getMessage()));
				sendNothing();
			}
			if (this.left <= 0) {
				schedule();
				return;
			}
			missed = this.work.addAndGet(-missed);
		}
		while (missed != 0);
	}

	private void sendAll() throws IOException {
		for (Piece piece = this.queue.peek(); piece != null; piece = this.queue.peek()) {
			if (this.closed != null) {
				sendNothing();
				return;
			}
			if (!send(piece)) {
				return;
			}
			this.queue.remove();
			piece.done().tryEmitEmpty();
		}
	}

	private void sendNothing() {
		IOException reason = this.closed;
		for (Piece piece = this.queue.poll(); piece != null && reason != null; piece = this.queue.poll()) {
			piece.done().tryEmitError(reason);
		}
	}

	private boolean send(Piece piece) throws IOException {
		ByteBuffer bytes = piece.bytes();
		while (bytes.hasRemaining()) {
			int length = (this.left > 0) ? room(bytes.remaining()) : 0;
			if (length == 0) {
				return false;
			}
			this.left--;
			this.window.addAndGet(-length);
			this.inFlight.addAndGet(length + OVERHEAD);
			this.queued.addAndGet(-length);
			this.sent += length;
			this.packets.send(piece.errors(), bytes, length, (successful) -> written(length, successful));
		}
		return true;
	}

	private int room(int wanted) {
		long room = Math.min(Math.min(wanted, this.packetSize), this.window.get());
		if (room > 0 && this.inFlight.get() >= MOST_IN_FLIGHT) {
			this.congested = true;
			if (this.inFlight.get() > MOST_IN_FLIGHT / 2) {
				return 0;
			}
			this.congested = false;
		}
		return (int) room;
	}

	/** On any thread. */
	private void written(int length, boolean successful) {
		if (!successful) {
			close("The connection is closed");
		}
		if (this.inFlight.addAndGet(-length - OVERHEAD) <= MOST_IN_FLIGHT / 2 && this.congested) {
			this.congested = false;
			later();
		}
	}

	/** What waits to be sent. */
	private record Piece(ByteBuffer bytes, boolean errors, Sinks.Empty<Void> done) {

	}

	/** Sends packets. */
	@FunctionalInterface
	interface Packets {

		/**
		 * Sends a packet.
		 * @param errors whether it is errors
		 * @param bytes where its bytes are taken from
		 * @param length how many are
		 * @param written is told, on any thread, whether the system has the packet
		 * @throws IOException if the connection is gone
		 */
		void send(boolean errors, ByteBuffer bytes, int length, Consumer<Boolean> written) throws IOException;

	}

}
