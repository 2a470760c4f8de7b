package dev.torsion.names.zone;

/**
 * Records that make no zone. The message is for the operator and names the name.
 */
public class ZoneException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message what is wrong, for the operator
	 */
	public ZoneException(String message) {
		super(message);
	}

}
