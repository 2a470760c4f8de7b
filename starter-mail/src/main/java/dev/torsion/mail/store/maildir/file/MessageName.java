package dev.torsion.mail.store.maildir.file;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

import dev.torsion.mail.store.Flag;

/**
 * The name of the file of a message: {@code <base>:2,<letters>[,<rest>]}. The base never
 * changes; it may hold sizes, {@code ,S=<bytes>,W=<bytes with CRLF>}, and {@code ,R=1} if
 * the file is not to be changed when it is read because its line ends are not all the
 * same.
 *
 * @param base what the message is known by
 * @param letters the letters of flags and keywords, sorted
 * @param rest what others have put behind them, with its comma
 */
public record MessageName(String base, String letters, String rest) {

	private static final String INFO = ":2,";

	/**
	 * Reads a name; every text is one.
	 * @param name the name of a file
	 * @return its parts
	 */
	public static MessageName parse(String name) {
		int colon = name.indexOf(':');
		if (colon < 0) {
			return new MessageName(name, "", "");
		}
		if (!name.startsWith(INFO, colon)) {
			return new MessageName(name.substring(0, colon), "", "");
		}
		int comma = name.indexOf(',', colon + INFO.length());
		int end = (comma < 0) ? name.length() : comma;
		return new MessageName(name.substring(0, colon), sorted(name.substring(colon + INFO.length(), end)),
				name.substring(end));
	}

	/**
	 * A base with the sizes of the file.
	 * @param unique what makes it unique
	 * @param bytes how many bytes the file has
	 * @param lines how many it has with CRLF line ends
	 * @param raw whether it is not to be changed when it is read
	 * @return the base
	 */
	public static String base(String unique, long bytes, long lines, boolean raw) {
		return unique + ",S=" + bytes + ",W=" + lines + (raw ? ",R=1" : "");
	}

	/**
	 * What of a base has to go on when it is made unique anew.
	 * @param base the base
	 * @return the sizes, or nothing
	 */
	public static String sizes(String base) {
		int comma = base.indexOf(',');
		return (comma < 0) ? "" : base.substring(comma);
	}

	/**
	 * How many bytes the file has.
	 * @return the number, -1 if the name does not say it
	 */
	public long bytes() {
		return number(",S=");
	}

	/**
	 * How many bytes the file has with CRLF line ends, as Dovecot counts.
	 * @return the number, -1 if the name does not say it
	 */
	public long lineBytes() {
		return number(",W=");
	}

	/**
	 * Whether the file is not to be changed when it is read.
	 * @return whether that is so
	 */
	public boolean isRaw() {
		return number(",R=") == 1;
	}

	private long number(String field) {
		int at = this.base.indexOf(field);
		int end = at + field.length();
		long number = 0;
		while (at >= 0 && end < this.base.length() && Character.digit(this.base.charAt(end), 10) >= 0
				&& number < Long.MAX_VALUE / 100) {
			number = 10 * number + Character.digit(this.base.charAt(end++), 10);
		}
		boolean good = at >= 0 && end > at + field.length()
				&& (end == this.base.length() || this.base.charAt(end) == ',');
		return good ? number : -1;
	}

	/**
	 * The system flags among the letters.
	 * @return the flags
	 */
	public Set<Flag> flags() {
		Set<Flag> flags = EnumSet.noneOf(Flag.class);
		for (Flag flag : Flag.values()) {
			if (this.letters.indexOf(letter(flag)) >= 0) {
				flags.add(flag);
			}
		}
		return flags;
	}

	/**
	 * The same message with other flags. Letters that stand for nothing here are kept.
	 * @param flags all its system flags
	 * @param keywords the letters of all its keywords
	 * @param known the letters that stand for keywords here
	 * @return the name
	 */
	public MessageName with(Set<Flag> flags, String keywords, String known) {
		StringBuilder all = new StringBuilder(keywords);
		flags.forEach((flag) -> all.append(letter(flag)));
		for (char letter : this.letters.toCharArray()) {
			if ("DFRST".indexOf(letter) < 0 && known.indexOf(letter) < 0) {
				all.append(letter);
			}
		}
		return new MessageName(this.base, sorted(all.toString()), this.rest);
	}

	private static String sorted(String letters) {
		Set<Character> sorted = new TreeSet<>();
		letters.chars().forEach((letter) -> sorted.add((char) letter));
		StringBuilder all = new StringBuilder();
		sorted.forEach(all::append);
		return all.toString();
	}

	private static char letter(Flag flag) {
		return switch (flag) {
			case ANSWERED -> 'R';
			case DELETED -> 'T';
			case DRAFT -> 'D';
			case FLAGGED -> 'F';
			case SEEN -> 'S';
		};
	}

	/**
	 * Whether there is anything that a file in {@code new} should not have.
	 * @return whether there are flags
	 */
	public boolean hasInfo() {
		return !this.letters.isEmpty() || !this.rest.isEmpty();
	}

	/** The name of the file. */
	@Override
	public String toString() {
		return this.base + INFO + this.letters + this.rest;
	}

}
