package dev.torsion.mail.smtp.wire;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ByteProcessor;

/**
 * One line of a client, RFC 5321 section 4.1.1, in UTF-8 as in RFC 6531 section 3.3.
 */
public final class CommandLine {

	private static final MailRefusedException CONTROL = new MailRefusedException(
			new SmtpReply(500, "5.5.2", "Control characters have no place in a command"));

	private static final MailRefusedException NOT_UTF8 = new MailRefusedException(
			new SmtpReply(501, "5.6.7", "This is not UTF-8"));

	private static final ByteProcessor PRINTABLE = (value) -> value >= ' ' && value < 0x7f;

	private CommandLine() {
	}

	/**
	 * Reads a line.
	 * @param line the line, without its end
	 * @return its text, without the white space at its end
	 * @throws MailRefusedException if it has control characters, NUL among them, or is
	 * not UTF-8
	 */
	public static String read(ByteBuf line) {
		String text = (line.forEachByte(PRINTABLE) < 0) ? line.toString(StandardCharsets.US_ASCII) : decode(line);
		int end = text.length();
		while (end > 0 && text.charAt(end - 1) == ' ') {
			end--;
		}
		return text.substring(0, end);
	}

	private static String decode(ByteBuf line) {
		String text;
		try {
			text = StandardCharsets.UTF_8.newDecoder().decode(line.nioBuffer()).toString();
		}
		catch (CharacterCodingException ex) {
			throw hasControl(line) ? CONTROL : NOT_UTF8;
		}
		for (int i = 0; i < text.length(); i++) {
			if (Character.isISOControl(text.charAt(i))) {
				throw CONTROL;
			}
		}
		return text;
	}

	private static boolean hasControl(ByteBuf line) {
		for (byte value : ByteBufUtil.getBytes(line)) {
			if ((value >= 0 && value < ' ') || value == 0x7f) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Where the verb of a line ends.
	 * @param line the line
	 * @return the length of its first word
	 */
	public static int verbEnd(String line) {
		int space = line.indexOf(' ');
		return (space < 0) ? line.length() : space;
	}

	/**
	 * What follows the verb.
	 * @param line the line
	 * @return the rest, without white space at its ends; empty if there is none
	 */
	public static String argument(String line) {
		int start = verbEnd(line);
		while (start < line.length() && line.charAt(start) == ' ') {
			start++;
		}
		return line.substring(start);
	}

	/**
	 * Whether a line begins with a word, in any case of ASCII.
	 * @param line the line
	 * @param word the word, in upper case
	 * @return whether it does
	 */
	public static boolean startsWith(String line, String word) {
		if (line.length() < word.length()) {
			return false;
		}
		for (int i = 0; i < word.length(); i++) {
			char character = line.charAt(i);
			if (((character >= 'a' && character <= 'z') ? character - 32 : character) != word.charAt(i)) {
				return false;
			}
		}
		return true;
	}

}
