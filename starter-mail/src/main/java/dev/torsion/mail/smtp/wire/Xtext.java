package dev.torsion.mail.smtp.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text as values of ESMTP parameters have it, RFC 3461 section 4: {@code +2B} for a plus.
 */
public final class Xtext {

	private Xtext() {
	}

	/**
	 * Reads it.
	 * @param text what the peer has sent; characters beyond ASCII stand for themselves,
	 * RFC 6533
	 * @return what it means
	 * @throws dev.torsion.mail.MailRefusedException if it is malformed, or would hide
	 * control characters
	 */
	public static String decode(String text) {
		if (text.indexOf('+') < 0) {
			return text;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
		byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < encoded.length; i++) {
			if (encoded[i] != '+') {
				bytes.write(encoded[i]);
				continue;
			}
			bytes.write((i + 2 < encoded.length) ? printable(encoded[i + 1], encoded[i + 2]) : printable(-1, -1));
			i += 2;
		}
		return utf8(bytes.toByteArray());
	}

	private static int printable(int high, int low) {
		int value = (hexDigit(high) << 4) | hexDigit(low);
		if (value < ' ' || value == 0x7f) {
			throw Syntax.parameter("This is not xtext");
		}
		return value;
	}

	private static int hexDigit(int digit) {
		if (digit >= '0' && digit <= '9') {
			return digit - '0';
		}
		return (digit >= 'A' && digit <= 'F') ? digit - 'A' + 10 : -1;
	}

	private static String utf8(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw Syntax.parameter("This is not xtext");
		}
	}

}
