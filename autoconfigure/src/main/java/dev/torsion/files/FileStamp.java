package dev.torsion.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

import org.jspecify.annotations.Nullable;

/**
 * What tells one state of a file from the next without reading it.
 *
 * @param modified when it was written
 * @param size its size in bytes
 * @param key which file it is, if the file system tells
 */
public record FileStamp(FileTime modified, long size, @Nullable Object key) {

	/** Some file systems count time in steps of two seconds. */
	private static final long STEP = 2000;

	/**
	 * Looks at a file; blocks.
	 * @param file the file
	 * @return its stamp
	 * @throws IOException if there is no such file
	 */
	public static FileStamp of(Path file) throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
		if (!attributes.isRegularFile()) {
			throw new IOException("Not a regular file");
		}
		return new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
	}

	/**
	 * Whether the file would have another stamp if it were written now.
	 * @return whether the stamp can be relied upon
	 */
	public boolean isSettled() {
		return Math.abs(System.currentTimeMillis() - this.modified.toMillis()) > STEP;
	}

}
