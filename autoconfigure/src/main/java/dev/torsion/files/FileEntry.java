package dev.torsion.files;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link FileTree} knows of one of its files or directories; links have been
 * followed.
 *
 * @param name the name in its directory, empty for the root
 * @param directory whether it is a directory; otherwise it is a regular file
 * @param size size in bytes; 0 for a directory
 * @param modified when the content last changed
 * @param key tells one file from another that takes its place; {@code null} where the
 * file system has no such thing
 */
public record FileEntry(String name, boolean directory, long size, Instant modified, @Nullable Object key) {

	/**
	 * The entry of a file or directory of the file system.
	 * @param name its name
	 * @param attributes what is known of it
	 * @return the entry
	 */
	static FileEntry of(String name, BasicFileAttributes attributes) {
		boolean directory = attributes.isDirectory();
		return new FileEntry(name, directory, directory ? 0 : attributes.size(),
				attributes.lastModifiedTime().toInstant(), attributes.fileKey());
	}

	/**
	 * This entry with the size of the file as opened.
	 * @param size size in bytes
	 * @return the entry
	 */
	FileEntry withSize(long size) {
		return new FileEntry(this.name, this.directory, size, this.modified, this.key);
	}

}
