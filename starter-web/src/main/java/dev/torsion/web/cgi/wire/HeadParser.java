package dev.torsion.web.cgi.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a script's answer, as it comes. Lines end with LF or CRLF; a line
 * that could be read in two ways by anything behind this server is refused, and with it
 * the answer. For one answer, and one thread at a time.
 */
public final class HeadParser {

	private static final int FIRST_LINE = 128;

	private final int maxBytes;

	private final int maxLines;

	private final HeadFields fields = new HeadFields();

	private byte[] line = new byte[FIRST_LINE];

	private int length;

	private int bytes;

	private int lines;

	private boolean carriageReturn;

	/**
	 * Creates the parser.
	 * @param maxBytes most bytes of a head, ends of lines included
	 * @param maxLines most lines of a head, the empty one at its end not counted
	 */
	public HeadParser(int maxBytes, int maxLines) {
		this.maxBytes = maxBytes;
		this.maxLines = maxLines;
	}

	/**
	 * Goes on reading. What follows the head is left in the buffer.
	 * @param in what the script has written, consumed up to the end of the head
	 * @return the head, or {@code null} if more is needed
	 * @throws BadHeadException if it cannot become a head
	 */
	public @Nullable ScriptHead parse(ByteBuf in) {
		while (in.isReadable()) {
			if (++this.bytes > this.maxBytes) {
				throw new BadHeadException("The head is longer than " + this.maxBytes + " bytes");
			}
			byte octet = in.readByte();
			if (octet == '\n') {
				if (this.length == 0) {
					return this.fields.head();
				}
				endLine();
			}
			else {
				add(octet);
			}
		}
		return null;
	}

	private void add(byte octet) {
		if (this.carriageReturn) {
			throw new BadHeadException("A carriage return is not followed by a line feed");
		}
		if (octet == '\r') {
			this.carriageReturn = true;
			return;
		}
		if ((octet >= 0 && octet < ' ' && octet != '\t') || octet == 0x7f) {
			throw new BadHeadException("A line of the head has a control character");
		}
		if (this.length == this.line.length) {
			this.line = Arrays.copyOf(this.line, Math.min(this.maxBytes, 2 * this.length));
		}
		this.line[this.length++] = octet;
	}

	private void endLine() {
		if (++this.lines > this.maxLines) {
			throw new BadHeadException("The head has more than " + this.maxLines + " lines");
		}
		this.fields.add(new String(this.line, 0, this.length, StandardCharsets.ISO_8859_1));
		this.length = 0;
		this.carriageReturn = false;
	}

}
