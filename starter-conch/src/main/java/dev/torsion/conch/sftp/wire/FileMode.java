package dev.torsion.conch.sftp.wire;

/**
 * Kinds of files, as {@code st_mode} of stat(2) has them.
 */
public final class FileMode {

	/** A directory. */
	public static final int DIRECTORY = 0040000;

	/** A regular file. */
	public static final int FILE = 0100000;

	/** A symbolic link. */
	public static final int LINK = 0120000;

	/** What may be changed of permissions: not those that let programs run as others. */
	public static final int PERMISSIONS = 0777;

	private FileMode() {
	}

}
