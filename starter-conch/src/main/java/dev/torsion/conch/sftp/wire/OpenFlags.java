package dev.torsion.conch.sftp.wire;

/**
 * How a file is to be opened: section 6.3 of the draft.
 *
 * @param read whether to read
 * @param write whether to write
 * @param append whether to write behind what is there, wherever that is
 * @param create whether to make it if it is not there
 * @param truncate whether to empty it
 * @param exclusive whether to fail if it is there
 */
public record OpenFlags(boolean read, boolean write, boolean append, boolean create, boolean truncate,
		boolean exclusive) {

	/**
	 * Reads flags.
	 * @param bits the bits
	 * @return the flags
	 */
	public static OpenFlags of(int bits) {
		return new OpenFlags((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0,
				(bits & 32) != 0);
	}

}
