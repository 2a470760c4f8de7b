package dev.torsion.mail.smtp.session.message;

import java.util.Arrays;

import dev.torsion.mail.MailHeaders;
import io.netty.buffer.ByteBuf;

/**
 * The beginning of a message up to its empty line, which grows with what arrives.
 */
final class HeaderBlock {

	private static final int FIRST_SIZE = 1024;

	private final int limit;

	private byte[] bytes = new byte[0];

	private int size;

	private int lineLength;

	private boolean complete;

	private boolean tooLong;

	HeaderBlock(int limit) {
		this.limit = limit;
	}

	/** Takes what belongs to the headers of a run, the rest is left in it. */
	void take(ByteBuf run) {
		int start = run.readerIndex();
		int at = start;
		int end = run.writerIndex();
		while (at < end && !this.complete) {
			int lineFeed = run.indexOf(at, end, (byte) '\n');
			int lineEnd = (lineFeed < 0) ? end : lineFeed;
			this.lineLength += lineEnd - at;
			at = lineEnd;
			if (lineFeed >= 0) {
				this.complete = this.lineLength == 1;
				this.lineLength = 0;
				at++;
			}
		}
		append(run, at - start);
	}

	private void append(ByteBuf run, int length) {
		if (length > this.limit - this.size) {
			this.tooLong = true;
			this.bytes = new byte[0];
			return;
		}
		if (this.bytes.length < this.size + length) {
			int wanted = Math.max(this.size + length, Math.max(FIRST_SIZE, this.bytes.length * 2));
			this.bytes = Arrays.copyOf(this.bytes, Math.min(this.limit, wanted));
		}
		run.readBytes(this.bytes, this.size, length);
		this.size += length;
	}

	/** Whether the empty line has been seen. */
	boolean isComplete() {
		return this.complete;
	}

	boolean isTooLong() {
		return this.tooLong;
	}

	/** The block, its empty line included if it is complete. */
	byte[] bytes() {
		return (this.bytes.length == this.size) ? this.bytes : Arrays.copyOf(this.bytes, this.size);
	}

	MailHeaders headers() {
		return MailHeaders.parse(bytes());
	}

}
