package dev.torsion.web.cgi;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a peer has sent as bytes, in a string that becomes the same bytes in the
 * environment of a child, which a JVM encodes in the charset of the platform.
 */
final class PlatformText {

	private final Charset charset;

	/**
	 * Creates the conversion.
	 * @param charset the charset of the platform
	 */
	PlatformText(Charset charset) {
		this.charset = charset;
	}

	/** For this platform. */
	static PlatformText ofThisPlatform() {
		return new PlatformText(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
	}

	/**
	 * Reads bytes anew.
	 * @param latin1 bytes that were taken for ISO-8859-1, one for each character
	 * @return the characters that stand for these bytes on the platform; the same text if
	 * there are none, as of bytes that are no UTF-8 where that is the charset
	 */
	String of(String latin1) {
		if (latin1.chars().allMatch((c) -> c < 0x80) || latin1.chars().anyMatch((c) -> c > 0xff)) {
			return latin1;
		}
		byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
		String text = new String(bytes, this.charset);
		return Arrays.equals(text.getBytes(this.charset), bytes) ? text : latin1;
	}

}
