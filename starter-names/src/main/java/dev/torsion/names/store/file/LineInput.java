package dev.torsion.names.store.file;

import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * Gives the parser one line at a time: it buffers what one call returns, and asks for the
 * next line only when it needs it. Bytes beyond ASCII are escaped, since the parser would
 * take them for letters.
 */
final class LineInput extends InputStream {

	private final Lines lines;

	private byte @Nullable [] line = new byte[0];

	private int position;

	LineInput(Lines lines) {
		this.lines = lines;
	}

	@Override
	public int read() {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
	}

	@Override
	public int read(byte[] target, int offset, int length) {
		byte[] current = this.line;
		if (current != null && this.position == current.length) {
			current = this.lines.next();
			this.line = (current != null) ? escape(current) : null;
			current = this.line;
			this.position = 0;
		}
		if (current == null) {
			return -1;
		}
		int count = Math.min(length, current.length - this.position);
		System.arraycopy(current, this.position, target, offset, count);
		this.position += count;
		return count;
	}

	private static byte[] escape(byte[] line) {
		int high = 0;
		for (byte letter : line) {
			high += (letter < 0) ? 1 : 0;
		}
		if (high == 0) {
			return line;
		}
		byte[] escaped = new byte[line.length + 3 * high];
		int end = 0;
		for (byte letter : line) {
			if (letter < 0) {
				int value = letter & 0xff;
				escaped[end++] = '\\';
				escaped[end++] = (byte) ('0' + value / 100);
				escaped[end++] = (byte) ('0' + value / 10 % 10);
				escaped[end++] = (byte) ('0' + value % 10);
			}
			else {
				escaped[end++] = letter;
			}
		}
		return escaped;
	}

}
