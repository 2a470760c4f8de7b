package dev.torsion.names.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What tells that a file has changed.
 *
 * @param modified when it was written last
 * @param size its bytes
 * @param key what tells it from another file by the same name, {@code null} if there is
 * nothing
 */
record FileStamp(FileTime modified, long size, @Nullable Object key) {

	/** A file that is not there, which may be put there. */
	private static final FileStamp MISSING = new FileStamp(FileTime.fromMillis(0), -1, null);

	static Map<Path, FileStamp> of(Collection<Path> files) {
		Map<Path, FileStamp> stamps = new HashMap<>();
		files.forEach((file) -> stamps.put(file, of(file)));
		return stamps;
	}

	static FileStamp of(Path file) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			return new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
		}
		catch (IOException ex) {
			return MISSING;
		}
	}

}
