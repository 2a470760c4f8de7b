package dev.torsion.mail.store.maildir.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What shows that a file or folder has changed.
 *
 * @param modified when it was last changed
 * @param size its size
 * @param key which file it is
 */
record Stamp(Instant modified, long size, @Nullable Object key) {

	/** What is not there. */
	static final Stamp NONE = new Stamp(Instant.EPOCH, -1, null);

	static Stamp of(Path path) throws IOException {
		try {
			BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
			return new Stamp(attributes.lastModifiedTime().toInstant(), attributes.size(), attributes.fileKey());
		}
		catch (NoSuchFileException ex) {
			return NONE;
		}
	}

	boolean isSame(@Nullable Stamp other) {
		return other != null && this.modified.equals(other.modified) && this.size == other.size
				&& Objects.equals(this.key, other.key);
	}

}
