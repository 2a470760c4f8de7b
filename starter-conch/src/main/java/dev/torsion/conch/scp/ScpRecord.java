package dev.torsion.conch.scp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the protocol that is no message.
 */
sealed interface ScpRecord {

	/**
	 * Longest line, in bytes.
	 */
	int MAX_LINE = 4096;

	/**
	 * Parses a line.
	 * @param line the line, without its end
	 * @return what it says
	 * @throws ScpException if it says nothing
	 */
	static ScpRecord of(byte[] line) {
		String text;
		try {
			text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new ScpException("not in UTF-8");
		}
		return switch (text.isEmpty() ? ' ' : text.charAt(0)) {
			case 'C', 'D' -> Entry.of(text);
			case 'T' -> Times.of(text);
			case 'E' -> new End();
			default -> throw new ScpException("expected control record");
		};
	}

	private static long number(String digits) {
		try {
			return Long.parseLong(digits);
		}
		catch (NumberFormatException ex) {
			throw new ScpException("number out of range");
		}
	}

	/**
	 * A file or directory.
	 *
	 * @param directory whether it is a directory
	 * @param mode its permissions
	 * @param size its length in bytes
	 * @param name its name
	 */
	record Entry(boolean directory, int mode, long size, String name) implements ScpRecord {

		private static final Pattern FORM = Pattern.compile("[CD]([0-7]{4}) ([0-9]{1,19}) (.+)", Pattern.DOTALL);

		private static Entry of(String text) {
			Matcher form = FORM.matcher(text);
			if (!form.matches()) {
				throw new ScpException("protocol error: mode, size or name not delimited");
			}
			String name = form.group(3);
			if (name.indexOf('/') >= 0 || name.equals(".") || name.equals("..")) {
				throw new ScpException("error: unexpected filename");
			}
			return new Entry(text.charAt(0) == 'D', Integer.parseInt(form.group(1), 8) & 0777, number(form.group(2)),
					name);
		}

		String line() {
			String mode = Integer.toOctalString(01000 | this.mode).substring(1);
			return (this.directory ? "D0" : "C0") + mode + " " + this.size + " " + this.name + "\n";
		}

	}

	/**
	 * The times of the entry that follows.
	 *
	 * @param modified when its content last changed
	 * @param accessed when it was last read
	 */
	record Times(Instant modified, Instant accessed) implements ScpRecord {

		private static final Pattern FORM = Pattern.compile("T([0-9]{1,12}) [0-9]{1,6} ([0-9]{1,12}) [0-9]{1,6}");

		private static Times of(String text) {
			Matcher form = FORM.matcher(text);
			if (!form.matches()) {
				throw new ScpException("protocol error: times not delimited");
			}
			return new Times(Instant.ofEpochSecond(number(form.group(1))),
					Instant.ofEpochSecond(number(form.group(2))));
		}

		String line() {
			return "T" + Math.max(0, this.modified.getEpochSecond()) + " 0 "
					+ Math.max(0, this.accessed.getEpochSecond()) + " 0\n";
		}

	}

	/**
	 * The end of a directory.
	 */
	record End() implements ScpRecord {

		String line() {
			return "E\n";
		}

	}

}
