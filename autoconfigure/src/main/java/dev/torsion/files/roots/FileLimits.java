package dev.torsion.files.roots;

/**
 * How much room the files of one tree may take.
 *
 * @param bytes the sum of their lengths, holes and second names included
 * @param files the number of files, directories and links
 */
public record FileLimits(long bytes, long files) {

	/**
	 * The most entries that are counted: a tree with more is full.
	 */
	public static final long MAX_FILES = 1_000_000;

	public FileLimits {
		if (bytes < 0 || files < 0 || files > MAX_FILES) {
			throw new IllegalArgumentException("No limits: " + bytes + " bytes, " + files + " files");
		}
	}

}
