package dev.torsion.conch.auth.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes the data types of RFC 4251 section 5.
 */
public final class SshWriter {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	/**
	 * Writes a byte.
	 * @param value 0 to 255
	 * @return this writer
	 */
	public SshWriter number8(int value) {
		this.bytes.write(value);
		return this;
	}

	/**
	 * Writes a boolean.
	 * @param value the boolean
	 * @return this writer
	 */
	public SshWriter flag(boolean value) {
		return number8(value ? 1 : 0);
	}

	/**
	 * Writes a number of 32 bits.
	 * @param value the number
	 * @return this writer
	 */
	public SshWriter number32(int value) {
		return raw(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
	}

	/**
	 * Writes a string of bytes.
	 * @param value the bytes
	 * @return this writer
	 */
	public SshWriter string(byte[] value) {
		return number32(value.length).raw(value);
	}

	/**
	 * Writes a string in UTF-8.
	 * @param value the text
	 * @return this writer
	 */
	public SshWriter string(String value) {
		return string(value.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Writes bytes as they are.
	 * @param value the bytes
	 * @return this writer
	 */
	public SshWriter raw(byte[] value) {
		this.bytes.writeBytes(value);
		return this;
	}

	/**
	 * What has been written.
	 * @return the bytes
	 */
	public byte[] bytes() {
		return this.bytes.toByteArray();
	}

}
