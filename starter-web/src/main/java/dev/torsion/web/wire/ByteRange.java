package dev.torsion.web.wire;

/**
 * Consecutive bytes of a file, both ends included.
 *
 * @param first the position of the first byte
 * @param last the position of the last byte
 */
public record ByteRange(long first, long last) {

	/**
	 * How many bytes there are.
	 * @return the number of bytes, at least one
	 */
	public long length() {
		return this.last - this.first + 1;
	}

	/**
	 * The value of {@code Content-Range} for these bytes.
	 * @param size the size of the whole file
	 * @return such as {@code bytes 0-499/1234}
	 */
	public String contentRange(long size) {
		return "bytes " + this.first + "-" + this.last + "/" + size;
	}

}
