package dev.torsion.mail.smtp.session.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Sees to the line ends of one message, which comes in runs.
 */
final class LineEnds {

	private final BareNewlines rule;

	private boolean afterCarriageReturn;

	private boolean afterLine = true;

	LineEnds(BareNewlines rule) {
		this.rule = rule;
	}

	/**
	 * Takes a run.
	 * @return the run with line ends as they have to be; {@code null} if that is refused
	 */
	@Nullable ByteBuf take(ByteBuf run) {
		boolean clean = isClean(run);
		if (this.rule == BareNewlines.REJECT) {
			return clean ? ended(run) : null;
		}
		return (clean && !this.afterCarriageReturn && last(run) != '\r') ? ended(run) : normalized(run);
	}

	private ByteBuf ended(ByteBuf run) {
		byte last = last(run);
		this.afterCarriageReturn = last == '\r';
		this.afterLine = last == '\n';
		return run;
	}

	private static byte last(ByteBuf run) {
		return run.getByte(run.writerIndex() - 1);
	}

	/** Whether each LF follows a CR, and each CR but one at the end precedes a LF. */
	private boolean isClean(ByteBuf run) {
		int start = run.readerIndex();
		int end = run.writerIndex();
		if (this.afterCarriageReturn && run.getByte(start) != '\n') {
			return false;
		}
		int pairs = 0;
		for (int at = run.indexOf(start, end, (byte) '\n'); at >= 0; at = run.indexOf(at + 1, end, (byte) '\n')) {
			if ((at > start) ? run.getByte(at - 1) != '\r' : !this.afterCarriageReturn) {
				return false;
			}
			pairs += (at > start) ? 1 : 0;
		}
		int returns = 0;
		for (int at = run.indexOf(start, end, (byte) '\r'); at >= 0; at = run.indexOf(at + 1, end, (byte) '\r')) {
			returns++;
		}
		return returns - ((last(run) == '\r') ? 1 : 0) == pairs;
	}

	/** A CR is withheld until it is seen what follows. */
	private ByteBuf normalized(ByteBuf run) {
		ByteBuf out = Unpooled.buffer(run.readableBytes() + 16);
		while (run.isReadable()) {
			byte next = run.readByte();
			if (next == '\n') {
				out.writeByte('\r').writeByte('\n');
			}
			else {
				if (this.afterCarriageReturn) {
					out.writeByte(' ');
				}
				if (next != '\r') {
					out.writeByte(next);
				}
			}
			this.afterCarriageReturn = next == '\r';
			this.afterLine = next == '\n';
		}
		return out;
	}

	/** Whether the last line has ended. */
	boolean isAfterLine() {
		return this.afterLine;
	}

	/** Whether the message ends with a CR, which nothing has followed. */
	boolean isAfterCarriageReturn() {
		return this.afterCarriageReturn;
	}

}
