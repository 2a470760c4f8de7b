package dev.torsion.words.irc.client.session;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a program says to a program, inside of a message: CTCP, as
 * draft-oakley-irc-ctcp-02 has it.
 *
 * @param command what, in upper case
 * @param text what is said with it, empty for nothing
 */
record CtcpText(String command, String text) {

	static final String ACTION = "ACTION";

	private static final char DELIMITER = '\u0001';

	/** Reads a text, {@code null} if it is meant for people. */
	static @Nullable CtcpText parse(String text) {
		if (text.length() < 2 || text.charAt(0) != DELIMITER) {
			return null;
		}
		int end = (text.charAt(text.length() - 1) == DELIMITER) ? text.length() - 1 : text.length();
		int space = text.indexOf(' ');
		boolean alone = space < 0 || space > end;
		return new CtcpText(text.substring(1, alone ? end : space).toUpperCase(Locale.ROOT),
				alone ? "" : text.substring(space + 1, end));
	}

	/** How long it makes a text longer. */
	static int overhead(String command) {
		return command.length() + 3;
	}

	@Override
	public String toString() {
		return DELIMITER + this.command + (this.text.isEmpty() ? "" : " " + this.text) + DELIMITER;
	}

}
