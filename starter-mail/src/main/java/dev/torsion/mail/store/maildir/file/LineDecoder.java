package dev.torsion.mail.store.maildir.file;

import java.nio.ByteBuffer;

/**
 * Makes CRLF of LF, where there is no CR before it already.
 */
public final class LineDecoder {

	private boolean afterReturn;

	private long added;

	/**
	 * Decodes all of a run.
	 * @param in the run
	 * @param out gets the decoded bytes; has room for twice as many
	 */
	public void decode(ByteBuffer in, ByteBuffer out) {
		while (in.hasRemaining()) {
			if (TextRun.copy(in, out, out.remaining())) {
				this.afterReturn = false;
				continue;
			}
			byte next = in.get();
			if (next == '\n' && !this.afterReturn) {
				out.put((byte) '\r');
				this.added++;
			}
			out.put(next);
			this.afterReturn = next == '\r';
		}
	}

	/**
	 * How many CRs have been added.
	 * @return the number
	 */
	public long added() {
		return this.added;
	}

}
