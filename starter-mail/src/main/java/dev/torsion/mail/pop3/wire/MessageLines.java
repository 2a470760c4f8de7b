package dev.torsion.mail.pop3.wire;

import java.nio.ByteBuffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Makes the bytes of one message into the lines of a reply, RFC 1939 section 3: a dot at
 * the beginning of a line is doubled, and a line of one dot ends it all. A bare LF ends a
 * line as well, because to many clients it does, and the dot after it would end the
 * message for them.
 */
public final class MessageLines {

	private byte last = '\n';

	private byte lastButOne = '\r';

	/**
	 * Writes a run of the message.
	 * @param run the run, which is read to its end
	 * @param out where to
	 */
	public void write(ByteBuffer run, ByteBuf out) {
		if (!run.hasRemaining()) {
			return;
		}
		ByteBuf bytes = Unpooled.wrappedBuffer(run);
		int length = bytes.readableBytes();
		int written = 0;
		for (int dot = indexOfDot(bytes, 0); dot >= 0; dot = indexOfDot(bytes, dot + 1)) {
			if (((dot > 0) ? bytes.getByte(dot - 1) : this.last) == '\n') {
				out.writeBytes(bytes, written, dot - written).writeByte('.');
				written = dot;
			}
		}
		out.writeBytes(bytes, written, length - written);
		this.lastButOne = (length > 1) ? bytes.getByte(length - 2) : this.last;
		this.last = bytes.getByte(length - 1);
		run.position(run.limit());
	}

	/**
	 * Ends the message, and its last line if nothing has.
	 * @param out where to
	 */
	public void end(ByteBuf out) {
		if (this.lastButOne != '\r' || this.last != '\n') {
			out.writeByte('\r').writeByte('\n');
		}
		out.writeByte('.').writeByte('\r').writeByte('\n');
	}

	private static int indexOfDot(ByteBuf bytes, int from) {
		return bytes.indexOf(from, bytes.writerIndex(), (byte) '.');
	}

}
