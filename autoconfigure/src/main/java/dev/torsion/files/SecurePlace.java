package dev.torsion.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A name in an open directory, whether or not there is something of that name.
 */
final class SecurePlace implements Closeable {

	private final FilePath path;

	private final SecureWalk walk;

	private final SecureDirectory directory;

	private final Path name;

	private SecurePlace(FilePath path, SecureWalk walk, SecureDirectory directory, Path name) {
		this.path = path;
		this.walk = walk;
		this.directory = directory;
		this.name = name;
	}

	/**
	 * Walks to the directory of a path.
	 * @param tree the tree
	 * @param path the path
	 * @return the place
	 * @throws NoSuchFileException if there is no such directory
	 * @throws AccessDeniedException if the path is that of the root
	 * @throws IOException if the file system fails, or forbids
	 */
	static SecurePlace of(SecureTree tree, FilePath path) throws IOException {
		List<Path> names = tree.names(path);
		if (names.isEmpty()) {
			throw new AccessDeniedException(path.toString(), null, "The root stays as it is");
		}
		SecureWalk walk = tree.walk();
		try {
			SecureDirectory directory = walk.into(names.subList(0, names.size() - 1));
			if (directory == null) {
				throw new NoSuchFileException(path.toString());
			}
			return new SecurePlace(path, walk, directory, names.get(names.size() - 1));
		}
		catch (IOException | RuntimeException ex) {
			walk.close();
			throw ex;
		}
	}

	SecureDirectory directory() {
		return this.directory;
	}

	Path name() {
		return this.name;
	}

	/**
	 * Looks at what is there, which may be a link.
	 * @return what it is, {@code null} if nothing is there
	 * @throws IOException if the file system fails, or forbids
	 */
	@Nullable PosixFileAttributes find() throws IOException {
		return this.directory.look(this.name);
	}

	/**
	 * Looks at what is there, which may be a link.
	 * @return what it is
	 * @throws NoSuchFileException if nothing is there
	 * @throws IOException if the file system fails, or forbids
	 */
	PosixFileAttributes look() throws IOException {
		PosixFileAttributes found = find();
		if (found == null) {
			throw new NoSuchFileException(this.path.toString());
		}
		return found;
	}

	/**
	 * Makes sure that nothing is there.
	 * @throws FileAlreadyExistsException if something is
	 * @throws IOException if the file system fails, or forbids
	 */
	void requireFree() throws IOException {
		if (find() != null) {
			throw new FileAlreadyExistsException(this.path.toString());
		}
	}

	/**
	 * What a peer is told of what is there.
	 * @param seen what the look showed
	 * @return its status
	 * @throws IOException if the file system fails
	 */
	FileStatus status(PosixFileAttributes seen) throws IOException {
		return this.walk.status(this.name, seen);
	}

	/**
	 * Where that is at the moment, if nobody moves it.
	 * @return its path
	 */
	Path asPath() {
		return this.walk.path(this.name);
	}

	@Override
	public void close() throws IOException {
		this.walk.close();
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
