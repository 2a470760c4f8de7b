package dev.torsion.conch.auth.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads the data types of RFC 4251 section 5, one after the other. Every method fails
 * with an {@link SshFormatException} if there is too little left.
 */
public final class SshReader {

	private final ByteBuffer bytes;

	/**
	 * Begins with the first byte.
	 * @param bytes the bytes, not to be changed meanwhile
	 */
	public SshReader(byte[] bytes) {
		this.bytes = ByteBuffer.wrap(bytes);
	}

	/**
	 * Reads a byte.
	 * @return 0 to 255
	 */
	public int number8() {
		return need(Byte.BYTES).get() & 0xff;
	}

	/**
	 * Reads a boolean, of which anything but 0 is true.
	 * @return the boolean
	 */
	public boolean flag() {
		return number8() != 0;
	}

	/**
	 * Reads a number of 32 bits.
	 * @return the number
	 */
	public long number32() {
		return need(Integer.BYTES).getInt() & 0xffffffffL;
	}

	/**
	 * Reads a number of 64 bits.
	 * @return the number, unsigned
	 */
	public long number64() {
		return need(Long.BYTES).getLong();
	}

	/**
	 * Reads a string of bytes.
	 * @return the bytes
	 */
	public byte[] string() {
		long length = number32();
		if (length > this.bytes.remaining()) {
			throw new SshFormatException("A string is cut short");
		}
		byte[] string = new byte[(int) length];
		this.bytes.get(string);
		return string;
	}

	/**
	 * Reads a string in UTF-8. What is not is replaced, so it is never the name or the
	 * word of anything.
	 * @return the text
	 */
	public String text() {
		return new String(string(), StandardCharsets.UTF_8);
	}

	/**
	 * Reads everything that is left.
	 * @return the bytes
	 */
	public byte[] rest() {
		byte[] rest = new byte[this.bytes.remaining()];
		this.bytes.get(rest);
		return rest;
	}

	/**
	 * Leaves bytes out.
	 * @param count how many
	 */
	public void skip(int count) {
		need(count).position(this.bytes.position() + count);
	}

	/**
	 * How much has been read.
	 * @return in bytes
	 */
	public int position() {
		return this.bytes.position();
	}

	/**
	 * Whether there is more.
	 * @return whether there is
	 */
	public boolean hasMore() {
		return this.bytes.hasRemaining();
	}

	/**
	 * Makes sure that everything has been read.
	 */
	public void end() {
		if (hasMore()) {
			throw new SshFormatException("There are bytes too many");
		}
	}

	private ByteBuffer need(int count) {
		if (this.bytes.remaining() < count) {
			throw new SshFormatException("There are bytes missing");
		}
		return this.bytes;
	}

}
