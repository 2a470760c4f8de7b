package dev.torsion.web.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The frame around several ranges of a file, RFC 9110 section 14.6.
 *
 * @param boundary what separates the parts; must not occur in the file
 * @param type the content type of the file
 * @param size the size of the file
 */
public record Multipart(String boundary, String type, long size) {

	/**
	 * The content type of the whole.
	 * @return the value of {@code Content-Type}
	 */
	public String contentType() {
		return "multipart/byteranges; boundary=" + this.boundary;
	}

	/**
	 * What goes before the bytes of a part.
	 * @param part the part
	 * @return delimiter and headers
	 */
	public byte[] opening(ByteRange part) {
		return ascii("\r\n--" + this.boundary + "\r\nContent-Type: " + this.type + "\r\nContent-Range: "
				+ part.contentRange(this.size) + "\r\n\r\n");
	}

	/**
	 * What goes after the last part.
	 * @return the closing delimiter
	 */
	public byte[] closing() {
		return ascii("\r\n--" + this.boundary + "--\r\n");
	}

	/**
	 * The length of the whole.
	 * @param parts the parts
	 * @return the value of {@code Content-Length}
	 */
	public long length(List<ByteRange> parts) {
		long length = closing().length;
		for (ByteRange part : parts) {
			length += opening(part).length + part.length();
		}
		return length;
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
