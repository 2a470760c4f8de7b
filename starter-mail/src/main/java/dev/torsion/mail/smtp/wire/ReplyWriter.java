package dev.torsion.mail.smtp.wire;

import dev.torsion.mail.SmtpReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * Writes replies, RFC 5321 section 4.2, their enhanced status code in each line (RFC 2034
 * section 4).
 */
public final class ReplyWriter {

	private static final int OVERHEAD = 16;

	private ReplyWriter() {
	}

	/**
	 * Writes a reply.
	 * @param reply the reply
	 * @return its bytes, in UTF-8; control characters in its text are left out, so that
	 * nobody can add lines of his own
	 */
	public static ByteBuf write(SmtpReply reply) {
		ByteBuf out = Unpooled.buffer(reply.text().length() + OVERHEAD);
		write(out, reply);
		return out;
	}

	/**
	 * Writes a reply after others.
	 * @param out where to write it
	 * @param reply the reply
	 */
	public static void write(ByteBuf out, SmtpReply reply) {
		String text = reply.text();
		int start = 0;
		for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
			line(out, reply, '-', text.substring(start, end));
			start = end + 1;
		}
		line(out, reply, ' ', (start == 0) ? text : text.substring(start));
	}

	private static void line(ByteBuf out, SmtpReply reply, char separator, String text) {
		int code = reply.code();
		out.writeByte('0' + code / 100).writeByte('0' + code / 10 % 10).writeByte('0' + code % 10).writeByte(separator);
		if (!reply.status().isEmpty()) {
			ByteBufUtil.writeAscii(out, reply.status());
			out.writeByte(' ');
		}
		ByteBufUtil.writeUtf8(out, printable(text));
		ByteBufUtil.writeShortBE(out, '\r' << 8 | '\n');
	}

	private static String printable(String text) {
		boolean clean = true;
		for (int i = 0; clean && i < text.length(); i++) {
			clean = !Character.isISOControl(text.charAt(i));
		}
		if (clean) {
			return text;
		}
		StringBuilder printable = new StringBuilder();
		text.codePoints().filter((codePoint) -> !Character.isISOControl(codePoint)).forEach(printable::appendCodePoint);
		return printable.toString();
	}

}
