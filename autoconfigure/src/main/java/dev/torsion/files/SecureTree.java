package dev.torsion.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A tree in which every request is a {@link SecureWalk} of its own from the root.
 */
final class SecureTree implements FileTree {

	private static final int MAX_ATTEMPTS = 32;

	private final Path root;

	private final boolean rooted;

	/**
	 * Creates the tree.
	 * @param root the absolute path of the root
	 * @param rooted how absolute links are taken, see {@link SecureWalk}
	 */
	SecureTree(Path root, boolean rooted) {
		this.root = root;
		this.rooted = rooted;
	}

	/**
	 * Begins a walk.
	 * @return the walk, at the root
	 * @throws IOException if that cannot be opened
	 */
	SecureWalk walk() throws IOException {
		return new SecureWalk(this.root, this.rooted);
	}

	/**
	 * The names of a path, as the file system knows them.
	 * @param path the path
	 * @return its names
	 * @throws NoSuchFileException if one cannot be put down in the system's encoding
	 */
	List<Path> names(FilePath path) throws NoSuchFileException {
		try {
			return path.names().stream().map(this.root.getFileSystem()::getPath).toList();
		}
		catch (InvalidPathException ex) {
			throw new NoSuchFileException(path.toString());
		}
	}

	@Override
	public @Nullable FileEntry find(FilePath path) throws IOException {
		try {
			return find(names(path), path.name());
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	@Override
	public OpenFile open(FilePath path) throws IOException {
		List<Path> names = names(path);
		for (int attempt = 1;; attempt++) {
			try (SecureWalk walk = walk()) {
				OpenFile file = walk.to(names) ? open(walk, path.name()) : null;
				if (file == null) {
					break;
				}
				return file;
			}
			catch (AccessDeniedException ex) {
				throw ex;
			}
			catch (IOException ex) {
				// Replaced since it was looked at, most likely: look again.
				if (attempt == MAX_ATTEMPTS) {
					throw ex;
				}
			}
		}
		throw new NoSuchFileException(path.toString());
	}

	private static @Nullable OpenFile open(SecureWalk walk, String as) throws IOException {
		Path name = walk.name();
		BasicFileAttributes seen = walk.attributes();
		return (name != null && seen.isRegularFile()) ? walk.directory().file(name, seen, as) : null;
	}

	@Override
	public List<FileEntry> list(FilePath directory, int limit) throws IOException {
		List<FileEntry> entries = new ArrayList<>();
		try (SecureWalk walk = walk()) {
			List<Path> names = names(directory);
			SecureDirectory inside = walk.into(names);
			if (inside == null) {
				throw new NotDirectoryException(directory.toString());
			}
			Iterator<Path> found = inside.names().iterator();
			while (entries.size() < limit && found.hasNext()) {
				Path name = found.next();
				BasicFileAttributes attributes = inside.look(name);
				FileEntry entry = (attributes != null) ? entry(names, name, attributes) : null;
				if (entry != null) {
					entries.add(entry);
				}
			}
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		catch (NoSuchFileException ex) {
			throw new NotDirectoryException(directory.toString());
		}
		return entries;
	}

	@Override
	public @Nullable Path path(FilePath path) throws IOException {
		try (SecureWalk walk = walk()) {
			Path real = walk.to(names(path)) ? walk.path() : null;
			return (real != null && real.equals(real.toRealPath())) ? real : null;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	@Override
	public String toString() {
		return this.root.toString();
	}

	private @Nullable FileEntry entry(List<Path> directory, Path name, BasicFileAttributes attributes)
			throws IOException {
		if (attributes.isSymbolicLink()) {
			List<Path> names = new ArrayList<>(directory);
			names.add(name);
			return find(names, name.toString());
		}
		boolean exists = attributes.isDirectory() || attributes.isRegularFile();
		return exists ? FileEntry.of(name.toString(), attributes) : null;
	}

	private @Nullable FileEntry find(List<Path> names, String as) throws IOException {
		try (SecureWalk walk = walk()) {
			return walk.to(names) ? walk.entry(as) : null;
		}
	}

}
