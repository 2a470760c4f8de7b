package dev.torsion.files;

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

}
