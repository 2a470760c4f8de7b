package dev.torsion.mail.store.maildir.file;

import java.nio.ByteBuffer;

/**
 * Makes LF of CRLF, as long as that can be undone: a message with a bare LF, or a CR
 * before CRLF, is not what it was after {@link LineDecoder}.
 */
public final class LineEncoder {

	private boolean heldReturn;

	private boolean wroteReturn;

	private boolean lossy;

	private long lines;

	/**
	 * Encodes until there is nothing to read, no room left, or {@link #isLossy} is true;
	 * what cannot be encoded is not taken.
	 * @param in the message, in runs
	 * @param out gets the encoded message
	 */
	public void encode(ByteBuffer in, ByteBuffer out) {
		while (in.hasRemaining() && out.remaining() >= 2) {
			if (!this.heldReturn && TextRun.copy(in, out, out.remaining() - 1)) {
				this.wroteReturn = false;
				continue;
			}
			byte next = in.get(in.position());
			if (next == '\n' && (!this.heldReturn || this.wroteReturn)) {
				this.lossy = true;
				return;
			}
			in.get();
			if (next == '\n') {
				out.put(next);
				this.lines++;
				this.heldReturn = false;
				this.wroteReturn = false;
				continue;
			}
			flushReturn(out);
			if (next == '\r') {
				this.heldReturn = true;
			}
			else {
				out.put(next);
				this.wroteReturn = false;
			}
		}
	}

	private void flushReturn(ByteBuffer out) {
		if (this.heldReturn) {
			out.put((byte) '\r');
			this.heldReturn = false;
			this.wroteReturn = true;
		}
	}

	/**
	 * The message has ended, or will not be encoded any more: gives a CR that may have
	 * been the first half of CRLF.
	 * @param out gets it; has room for one byte
	 */
	public void end(ByteBuffer out) {
		flushReturn(out);
	}

	/**
	 * Whether the next byte of the message cannot be encoded.
	 * @return whether that is so
	 */
	public boolean isLossy() {
		return this.lossy;
	}

	/**
	 * How many lines have ended.
	 * @return the number of CRs that were left out
	 */
	public long lines() {
		return this.lines;
	}

}
