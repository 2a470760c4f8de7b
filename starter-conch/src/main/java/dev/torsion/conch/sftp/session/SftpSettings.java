package dev.torsion.conch.sftp.session;

/**
 * Limits of a session, and how files are made.
 *
 * @param maxHandles most files and directories that are open at a time
 * @param maxParallel most requests that are done at a time
 * @param umask permissions that files and directories that are made do not get
 */
public record SftpSettings(int maxHandles, int maxParallel, int umask) {

	/**
	 * Longest packet that is taken, in bytes, without its length.
	 */
	public static final int MAX_PACKET = 256 * 1024 + 1024;

	/**
	 * Most bytes that are read from a file, or written to it, by one request; that of
	 * OpenSSH.
	 */
	public static final int MAX_DATA = 255 * 1024;

	public SftpSettings {
		if (maxHandles < 1) {
			throw new IllegalArgumentException("max-handles must be at least 1");
		}
		if (maxParallel < 1 || maxParallel > 16) {
			throw new IllegalArgumentException("max-parallel must be 1 to 16");
		}
		if (umask < 0 || umask > 0777) {
			throw new IllegalArgumentException("umask must be 000 to 777, in octal");
		}
	}

	/**
	 * The permissions of something that is made.
	 * @param asked what was asked for
	 * @return what it gets
	 */
	public int mode(int asked) {
		return asked & 0777 & ~this.umask;
	}

}
