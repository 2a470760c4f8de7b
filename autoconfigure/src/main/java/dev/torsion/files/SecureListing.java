package dev.torsion.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A directory that was walked into, entry by entry.
 */
final class SecureListing implements FileListing {

	private final SecureWalk walk;

	private final SecureDirectory directory;

	private final Iterator<Path> names;

	SecureListing(SecureWalk walk, SecureDirectory directory) {
		this.walk = walk;
		this.directory = directory;
		this.names = directory.names().iterator();
	}

	@Override
	public List<FileStatus> next(int limit) throws IOException {
		List<FileStatus> entries = new ArrayList<>();
		try {
			while (entries.size() < limit && this.names.hasNext()) {
				FileStatus entry = status(this.names.next());
				if (entry != null) {
					entries.add(entry);
				}
			}
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		return entries;
	}

	private @Nullable FileStatus status(Path name) throws IOException {
		PosixFileAttributes found = this.directory.look(name);
		return (found != null) ? this.walk.status(name, found) : null;
	}

	@Override
	public void close() throws IOException {
		this.walk.close();
	}

}
