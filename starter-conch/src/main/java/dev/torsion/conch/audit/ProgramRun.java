package dev.torsion.conch.audit;

import java.net.SocketAddress;

import org.jspecify.annotations.Nullable;

/**
 * A program that somebody runs, for the audit. What peers have chosen has no control
 * characters here, and is cut where it is very long.
 *
 * @param session the connection and the channel, such as {@code 17/0}
 * @param name the name of the account
 * @param key the fingerprint of the key that signed, {@code null} if it was no key
 * @param peer where from, {@code null} if it is not known
 * @param program what runs: {@code shell}, {@code exec} and the command line, or
 * {@code subsystem} and its name
 * @param terminal whether there is a terminal
 */
public record ProgramRun(String session, String name, @Nullable String key, @Nullable SocketAddress peer,
		String program, boolean terminal) {

	private static final int LONGEST = 1024;

	/**
	 * Makes what peers have chosen fit to be shown.
	 */
	public ProgramRun {
		name = printable(name);
		program = printable(program);
	}

	private static String printable(String text) {
		StringBuilder result = new StringBuilder(Math.min(text.length(), LONGEST));
		text.codePoints().limit(LONGEST).forEach((character) -> result.appendCodePoint(shown(character)));
		return (result.length() < text.length()) ? result.append("...").toString() : result.toString();
	}

	/** Format characters would turn the direction of a line, or hide in it. */
	private static int shown(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				'?';
			default -> character;
		};
	}

}
