package dev.torsion.files;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a file, directory, link or other entry of a {@link WritableTree}.
 *
 * @param name the name in its directory, empty for the root
 * @param type what it is
 * @param size size in bytes; of a link, the length of what it says
 * @param mode its permissions, the lower nine bits of {@code stat}
 * @param owner the name or number of the owner
 * @param group the name or number of the group
 * @param modified when the content last changed
 * @param accessed when it was last read
 * @param key tells one file from another that takes its place; {@code null} where the
 * file system has no such thing
 */
public record FileStatus(String name, Type type, long size, int mode, String owner, String group, Instant modified,
		Instant accessed, @Nullable Object key) {

	/**
	 * What is known of an entry of the file system.
	 * @param name its name
	 * @param attributes what the file system says
	 * @param size its size, in bytes
	 * @return the status
	 */
	static FileStatus of(String name, PosixFileAttributes attributes, long size) {
		return new FileStatus(name, Type.of(attributes), size, FileMode.of(attributes.permissions()),
				attributes.owner().getName(), attributes.group().getName(), attributes.lastModifiedTime().toInstant(),
				attributes.lastAccessTime().toInstant(), attributes.fileKey());
	}

	/**
	 * What an entry is.
	 */
	public enum Type {

		/** A regular file. */
		FILE,

		/** A directory. */
		DIRECTORY,

		/** A symbolic link. */
		LINK,

		/** A FIFO, socket or device, which can be seen and removed, and nothing else. */
		OTHER;

		static Type of(BasicFileAttributes attributes) {
			return attributes.isRegularFile() ? FILE
					: attributes.isDirectory() ? DIRECTORY : attributes.isSymbolicLink() ? LINK : OTHER;
		}

	}

}
