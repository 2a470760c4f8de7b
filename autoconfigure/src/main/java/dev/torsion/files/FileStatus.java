package dev.torsion.files;

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
		OTHER

	}

}
