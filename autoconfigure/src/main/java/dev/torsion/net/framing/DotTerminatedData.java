package dev.torsion.net.framing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Lines up to a line of one dot, RFC 5321 section 4.1.1.4, the dot that begins any other
 * line removed.
 */
final class DotTerminatedData implements LineFraming.RawData {

	private enum State {

		/** At the beginning of a line. */
		LINE,

		/** Within a line. */
		TEXT,

		/** After a CR within a line. */
		TEXT_CR,

		/** After the dot that began a line, which is withheld. */
		DOT,

		/** After a dot that began a line and a CR, both withheld. */
		DOT_CR,

		/** After the line of one dot. */
		ENDED

	}

	private State state = State.LINE;

	@Override
	public ByteBuf next(ByteBuf bytes) {
		return switch (this.state) {
			case LINE -> atLine(bytes);
			case DOT -> afterDot(bytes);
			case DOT_CR -> afterDotCr(bytes);
			default -> text(bytes);
		};
	}

	private ByteBuf atLine(ByteBuf bytes) {
		if (bytes.getByte(bytes.readerIndex()) != '.') {
			this.state = State.TEXT;
			return text(bytes);
		}
		this.state = State.DOT;
		bytes.skipBytes(1);
		return Unpooled.EMPTY_BUFFER;
	}

	private ByteBuf afterDot(ByteBuf bytes) {
		if (bytes.getByte(bytes.readerIndex()) != '\r') {
			this.state = State.TEXT;
			return text(bytes);
		}
		this.state = State.DOT_CR;
		bytes.skipBytes(1);
		return Unpooled.EMPTY_BUFFER;
	}

	private ByteBuf afterDotCr(ByteBuf bytes) {
		if (bytes.getByte(bytes.readerIndex()) == '\n') {
			this.state = State.ENDED;
			bytes.skipBytes(1);
			return Unpooled.EMPTY_BUFFER;
		}
		this.state = State.TEXT_CR;
		return Unpooled.copiedBuffer(Unpooled.wrappedBuffer(new byte[] { '\r' }), text(bytes));
	}

	/** A run of whole lines, up to the first that begins with a dot. */
	private ByteBuf text(ByteBuf bytes) {
		int start = bytes.readerIndex();
		int at = start;
		int limit = bytes.writerIndex();
		while (at < limit) {
			int lineFeed = bytes.indexOf(at, limit, (byte) '\n');
			if (lineFeed < 0) {
				this.state = (bytes.getByte(limit - 1) == '\r') ? State.TEXT_CR : State.TEXT;
				at = limit;
				break;
			}
			boolean ended = (lineFeed > start) ? bytes.getByte(lineFeed - 1) == '\r' : this.state == State.TEXT_CR;
			at = lineFeed + 1;
			this.state = ended ? State.LINE : State.TEXT;
			if (ended && at < limit && bytes.getByte(at) == '.') {
				break;
			}
		}
		return bytes.readSlice(at - start);
	}

	@Override
	public boolean isEnded() {
		return this.state == State.ENDED;
	}

}
