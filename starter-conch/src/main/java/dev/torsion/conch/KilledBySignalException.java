package dev.torsion.conch;

/**
 * Fails a program that was killed by a signal: the peer is told so instead of an exit
 * status, RFC 4254 section 6.10. No failure that is logged.
 */
public final class KilledBySignalException extends RuntimeException {

	private final String signal;

	/**
	 * Creates the exception.
	 * @param signal the name of the signal without {@code SIG}, such as {@code KILL}
	 */
	public KilledBySignalException(String signal) {
		super("Killed by signal " + signal, null, false, false);
		this.signal = signal;
	}

	/**
	 * The signal.
	 * @return its name without {@code SIG}
	 */
	public String signal() {
		return this.signal;
	}

}
