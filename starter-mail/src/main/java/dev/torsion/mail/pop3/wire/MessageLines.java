package dev.torsion.mail.pop3.wire;

import java.nio.ByteBuffer;

import io.netty.buffer.ByteBuf;

/**
 * Makes the bytes of one message into the lines of a reply, RFC 1939 section 3: a dot at
 * the beginning of a line is doubled, and a line of one dot ends it all. A bare LF ends a
 * line as well, because to many clients it does, and the dot after it would end the
 * message for them.
 */
public final class MessageLines {

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final long LINE_FEEDS = ONES * '\n';

	private static final long DOTS = ONES * '.';

	private byte last = '\n';

	private byte lastButOne = '\r';

	/**
	 * Writes a run of the message.
	 * @param run the run, which is read to its end
	 * @param out where to
	 */
	public void write(ByteBuffer run, ByteBuf out) {
		int start = run.position();
		int end = run.limit();
		if (start == end) {
			return;
		}
		if (this.last == '\n' && run.get(start) == '.') {
			out.writeByte('.');
		}
		for (int dot = dotAfterLineFeed(run, start, end); dot >= 0; dot = dotAfterLineFeed(run, dot, end)) {
			out.writeBytes(run.limit(dot)).writeByte('.');
			run.limit(end);
		}
		out.writeBytes(run);
		this.lastButOne = (end - start > 1) ? run.get(end - 2) : this.last;
		this.last = run.get(end - 1);
	}

	/**
	 * Ends the message, and its last line if nothing has; what that takes is no part of
	 * the size of the message.
	 * @param out where to
	 */
	public void end(ByteBuf out) {
		if (this.lastButOne != '\r' || this.last != '\n') {
			out.writeByte('\r').writeByte('\n');
		}
		out.writeByte('.').writeByte('\r').writeByte('\n');
	}

	/** Eight bytes at a time, because most messages have no such dot. */
	private static int dotAfterLineFeed(ByteBuffer run, int start, int end) {
		int at = start;
		while (at < end - Long.BYTES) {
			if ((zeros(run.getLong(at) ^ LINE_FEEDS) & zeros(run.getLong(at + 1) ^ DOTS)) != 0) {
				int dot = search(run, at, at + Long.BYTES);
				if (dot >= 0) {
					return dot;
				}
			}
			at += Long.BYTES;
		}
		return search(run, at, end - 1);
	}

	private static int search(ByteBuffer run, int start, int end) {
		for (int at = start; at < end; at++) {
			if (run.get(at) == '\n' && run.get(at + 1) == '.') {
				return at + 1;
			}
		}
		return -1;
	}

	/** Has a bit for each byte that is 0, and perhaps for some above one that is. */
	private static long zeros(long word) {
		return (word - ONES) & ~word & HIGH_BITS;
	}

}
