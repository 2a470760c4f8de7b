package dev.torsion.conch.terminal;

import java.time.Duration;

/**
 * Limits of a terminal.
 *
 * @param maxLine most characters that may be typed, or be there, until a line is ended
 * @param writeTimeout how long output may wait for a peer that does not read, before the
 * terminal is closed
 */
public record TerminalSettings(int maxLine, Duration writeTimeout) {

	/**
	 * 4,096 characters, as terminals of the system have it, and 30 seconds.
	 */
	public static final TerminalSettings DEFAULT = new TerminalSettings(4096, Duration.ofSeconds(30));

}
