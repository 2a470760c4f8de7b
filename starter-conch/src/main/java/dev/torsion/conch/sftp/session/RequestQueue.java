package dev.torsion.conch.sftp.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The requests of a session, in their order, and who does them. A {@link Lane} takes what
 * comes next when it {@link Overlap may be done} beside what is being done; so the first
 * lane does everything, and others help when there is much to read or write. Safe for use
 * by many threads.
 */
final class RequestQueue {

	/** How many requests are known; what comes then waits as bytes. */
	private static final int MAX_WAITING = 256;

	/** What has to be waiting for a lane to be worth a thread. */
	private static final int WORTH_A_LANE = 8;

	/**
	 * How much may wait for a client that does not read, in bytes; what is being read for
	 * it counts as if it were large.
	 */
	private static final int MAX_UNSENT = 512 * 1024;

	private final int maxLanes;

	private final Deque<Pending> waiting = new ArrayDeque<>();

	private final List<Pending> working = new ArrayList<>();

	private int lanes;

	private long unsent;

	private boolean ended;

	private boolean abandoned;

	private boolean finished;

	RequestQueue(int maxLanes) {
		this.maxLanes = maxLanes;
	}

	synchronized void add(Pending request) {
		if (this.abandoned) {
			request.packet().release();
			return;
		}
		this.waiting.add(request);
	}

	synchronized boolean isFull() {
		return this.waiting.size() >= MAX_WAITING;
	}

	synchronized boolean isLow() {
		return this.waiting.size() < MAX_WAITING / 2;
	}

	synchronized boolean isIdle() {
		return this.waiting.isEmpty() && this.working.isEmpty();
	}

	/** The request to be done next, {@code null} if there is none that may be. */
	synchronized @Nullable Pending take() {
		if (!isNextPossible()) {
			return null;
		}
		Pending next = this.waiting.remove();
		this.working.add(next);
		return next;
	}

	/** A request was done, with so many bytes to be sent. */
	synchronized void done(Pending request, int bytes) {
		this.working.remove(request);
		this.unsent += bytes;
	}

	private boolean isNextPossible() {
		Pending next = this.waiting.peek();
		long expected = (long) this.working.size() * SftpSettings.MAX_DATA;
		return next != null && this.unsent + expected < MAX_UNSENT
				&& this.working.stream().allMatch((other) -> next.overlap().allows(other.overlap()));
	}

	/** So many bytes have been taken by the client. */
	synchronized void sent(int bytes) {
		this.unsent -= bytes;
	}

	/** Whether a lane is to begin, which then counts as one. */
	synchronized boolean enter() {
		boolean needed = isNextPossible() && this.unsent <= MAX_UNSENT / 2
				&& (this.lanes == 0 || this.waiting.size() >= WORTH_A_LANE);
		if (this.lanes < this.maxLanes && (needed || isOver())) {
			this.lanes++;
			return true;
		}
		return false;
	}

	/** Whether a lane has to go on; otherwise it no longer counts. */
	synchronized boolean stay() {
		if (isNextPossible()) {
			return true;
		}
		this.lanes--;
		return false;
	}

	/** Whether this is the end of the session, once. */
	synchronized boolean finish() {
		boolean last = isOver();
		this.finished |= last;
		return last;
	}

	private boolean isOver() {
		return !this.finished && this.lanes == 0
				&& (this.abandoned || (this.ended && this.waiting.isEmpty() && this.unsent == 0));
	}

	/** No more requests will come. */
	synchronized void end() {
		this.ended = true;
	}

	/** What is waiting will not be done. */
	synchronized void abandon() {
		this.abandoned = true;
		this.waiting.forEach((request) -> request.packet().release());
		this.waiting.clear();
	}

}
