package dev.torsion.files.roots;

/**
 * What an account may do with its files. Each may look at single files it knows the name
 * of.
 */
public enum FilePermission {

	/** List directories. */
	LIST,

	/** Read files. */
	READ,

	/**
	 * Write files, new ones and those that are there; make directories and links, change
	 * modes and times, and rename.
	 */
	WRITE,

	/** Remove files, links and directories, or replace them by renaming. */
	DELETE

}
