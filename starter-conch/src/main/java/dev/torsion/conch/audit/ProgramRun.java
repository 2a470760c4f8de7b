package dev.torsion.conch.audit;

import java.net.SocketAddress;

import dev.torsion.text.PrintableText;
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
		name = PrintableText.of(name, LONGEST);
		program = PrintableText.of(program, LONGEST);
	}

}
