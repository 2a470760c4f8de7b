package dev.torsion.mail.store.maildir.file;

import java.nio.ByteBuffer;

/**
 * What has no line end in it, which is most of a message: it is found eight bytes at a
 * time, and copied at once.
 */
final class TextRun {

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final long LINE_FEEDS = ONES * '\n';

	private static final long RETURNS = ONES * '\r';

	private TextRun() {
	}

	/** Copies up to the first CR or LF, or the limit; whether there was anything. */
	static boolean copy(ByteBuffer in, ByteBuffer out, int limit) {
		int start = in.position();
		int length = end(in, start, start + Math.min(limit, in.remaining())) - start;
		out.put(out.position(), in, start, length);
		out.position(out.position() + length);
		in.position(start + length);
		return length > 0;
	}

	private static int end(ByteBuffer in, int start, int limit) {
		int at = start;
		while (at <= limit - Long.BYTES) {
			long word = in.getLong(at);
			if ((zeros(word ^ LINE_FEEDS) | zeros(word ^ RETURNS)) != 0) {
				break;
			}
			at += Long.BYTES;
		}
		while (at < limit && in.get(at) != '\n' && in.get(at) != '\r') {
			at++;
		}
		return at;
	}

	/** Has a bit for each byte that is 0, and perhaps for some above one that is. */
	private static long zeros(long word) {
		return (word - ONES) & ~word & HIGH_BITS;
	}

}
