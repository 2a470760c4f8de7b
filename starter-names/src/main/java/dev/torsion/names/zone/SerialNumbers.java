package dev.torsion.names.zone;

/**
 * Serial numbers of zones, which go round, RFC 1982.
 */
public final class SerialNumbers {

	private SerialNumbers() {
	}

	/**
	 * Whether a number comes after another. Of two that are half the way round apart none
	 * does.
	 * @param serial the number, of 32 bits
	 * @param other the other
	 * @return whether it does
	 */
	public static boolean isNewer(int serial, int other) {
		return serial - other > 0;
	}

	/**
	 * The number after another.
	 * @param serial the number
	 * @return the next one; never 0, which some take for none
	 */
	public static int next(int serial) {
		return (serial == -1) ? 1 : serial + 1;
	}

}
