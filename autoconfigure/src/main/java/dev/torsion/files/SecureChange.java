package dev.torsion.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Changes the file or directory that was walked to.
 */
final class SecureChange {

	private final SecureWalk walk;

	private final FilePath path;

	SecureChange(SecureWalk walk, FilePath path) {
		this.walk = walk;
		this.path = path;
	}

	void apply(FileChange change) throws IOException {
		if (change.size() != null) {
			resize(change.size());
		}
		PosixFileAttributeView view = this.walk.directory().view(this.walk.name());
		if (change.mode() != null) {
			if (this.walk.isAtRoot()) {
				throw new AccessDeniedException(this.path.toString(), null, "The root stays as it is");
			}
			view.setPermissions(FileMode.permissions(change.mode()));
		}
		if (change.accessed() != null || change.modified() != null) {
			view.setTimes(time(change.modified()), time(change.accessed()), null);
		}
	}

	private void resize(long size) throws IOException {
		Path name = this.walk.name();
		PosixFileAttributes seen = this.walk.attributes();
		if (name == null || !seen.isRegularFile() || size < 0) {
			throw new AccessDeniedException(this.path.toString(), null, "Cannot have that size");
		}
		try (FileChannel channel = this.walk.directory().file(name, seen, Set.of(StandardOpenOption.WRITE))) {
			resize(channel, size);
		}
	}

	/** Java can only make files shorter. */
	private static void resize(FileChannel channel, long size) throws IOException {
		if (size <= channel.size()) {
			channel.truncate(size);
		}
		else {
			channel.write(ByteBuffer.allocate(1), size - 1);
		}
	}

	private static @Nullable FileTime time(@Nullable Instant instant) {
		return (instant != null) ? FileTime.from(instant) : null;
	}

}
