package dev.torsion.conch.sftp.session;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Brings replies into the order of their requests, whoever was done first: OpenSSH's
 * client from 9.0 to 9.3 cuts a file off where one part of it overtakes another. Safe for
 * use by many threads.
 */
final class Replies {

	private final Consumer<ByteBuf> send;

	private final Map<Long, Part> early = new HashMap<>();

	private long next;

	private boolean sending;

	private boolean closed;

	/**
	 * Creates it.
	 * @param send takes replies in their order, from one thread at a time, and releases
	 * them
	 */
	Replies(Consumer<ByteBuf> send) {
		this.send = send;
	}

	/**
	 * Adds replies to requests that follow each other.
	 * @param first number of the first request
	 * @param end number behind the last
	 * @param replies the replies
	 */
	void add(long first, long end, ByteBuf replies) {
		if (!keep(first, new Part(end, replies))) {
			return;
		}
		for (ByteBuf turn = take(); turn != null; turn = take()) {
			this.send.accept(turn);
		}
	}

	/** Whether nobody else sends. */
	private synchronized boolean keep(long first, Part part) {
		if (this.closed) {
			part.replies().release();
			return false;
		}
		this.early.put(first, part);
		boolean idle = !this.sending;
		this.sending = true;
		return idle;
	}

	private synchronized @Nullable ByteBuf take() {
		Part part = this.early.remove(this.next);
		if (part == null) {
			this.sending = false;
			return null;
		}
		this.next = part.end();
		return part.replies();
	}

	/** Nothing more is sent. */
	synchronized void close() {
		this.closed = true;
		this.early.values().forEach((part) -> part.replies().release());
		this.early.clear();
	}

	private record Part(long end, ByteBuf replies) {

	}

}
