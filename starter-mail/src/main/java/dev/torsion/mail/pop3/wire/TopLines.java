package dev.torsion.mail.pop3.wire;

import java.nio.ByteBuffer;

/**
 * Cuts a message after its header, the empty line and some lines more: TOP, RFC 1939
 * section 7.
 */
public final class TopLines {

	private long left;

	private boolean header = true;

	private boolean emptyLine = true;

	private boolean done;

	/**
	 * Creates the cut of one message.
	 * @param lines how many lines are left of the body
	 */
	public TopLines(long lines) {
		this.left = lines;
	}

	/**
	 * Cuts a run of the message.
	 * @param run the run
	 * @return what is left of it
	 */
	public ByteBuffer cut(ByteBuffer run) {
		int end = run.position();
		while (end < run.limit() && !this.done) {
			take(run.get(end++));
		}
		return run.slice(run.position(), end - run.position());
	}

	/**
	 * Whether nothing of the message is wanted any more.
	 * @return whether the last line has been seen
	 */
	public boolean isDone() {
		return this.done;
	}

	private void take(byte character) {
		if (character != '\n') {
			this.emptyLine &= character == '\r';
			return;
		}
		if (!this.header) {
			this.left--;
		}
		else if (this.emptyLine) {
			this.header = false;
		}
		this.emptyLine = true;
		this.done = !this.header && this.left <= 0;
	}

}
