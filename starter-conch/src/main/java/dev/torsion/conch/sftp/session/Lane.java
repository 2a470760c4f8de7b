package dev.torsion.conch.sftp.session;

import java.util.function.IntConsumer;

/**
 * Does requests, one after the other, while there are some: one trip to the pool for all
 * that has arrived.
 */
final class Lane {

	/** How many requests a trip has at most, because others want the thread too. */
	private static final int MAX_TRIP = 256;

	private static final int RELEASE = 64 * 1024;

	private final RequestQueue queue;

	private final Dispatcher dispatcher;

	private final Output output;

	private final IntConsumer release;

	private int taken;

	/**
	 * Creates the lane.
	 * @param queue what is to be done
	 * @param dispatcher does it
	 * @param output where replies go
	 * @param release told how many bytes of input were done with
	 */
	Lane(RequestQueue queue, Dispatcher dispatcher, Output output, IntConsumer release) {
		this.queue = queue;
		this.dispatcher = dispatcher;
		this.output = output;
		this.release = release;
	}

	/**
	 * Does requests.
	 * @param session the session
	 * @param help called when there may be enough for another lane
	 * @return whether there are more, to be done by another trip
	 */
	boolean run(SftpSession session, Runnable help) {
		int done = 0;
		Pending next = this.queue.take();
		while (next != null && done < MAX_TRIP) {
			help.run();
			run(next, session);
			done++;
			next = (done < MAX_TRIP) ? this.queue.take() : null;
		}
		this.output.flush();
		release();
		return done == MAX_TRIP;
	}

	private void run(Pending request, SftpSession session) {
		int before = this.output.total();
		this.output.begin(request.number());
		try {
			this.dispatcher.run(request, session, this.output);
		}
		finally {
			request.packet().release();
			this.queue.done(request, this.output.total() - before);
		}
		this.taken += request.size();
		this.output.flushIfLarge();
		if (this.taken >= RELEASE) {
			release();
		}
	}

	private void release() {
		if (this.taken > 0) {
			this.release.accept(this.taken);
			this.taken = 0;
		}
	}

}
