package dev.torsion.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A tree in which every request is a {@link SecureWalk} of its own from the root.
 */
final class SecureTree implements FileTree {

	private static final int MAX_ATTEMPTS = 16;

	private final Path root;

	SecureTree(Path root) {
		this.root = root;
	}

	@Override
	public @Nullable FileEntry find(FilePath path) throws IOException {
		try {
			return find(names(path), path.name());
		}
		catch (NoSuchFileException | InvalidPathException ex) {
			return null;
		}
	}

	@Override
	public OpenFile open(FilePath path) throws IOException {
		for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			try (SecureWalk walk = new SecureWalk(this.root)) {
				if (!walk.to(names(path)) || !walk.isAtFile()) {
					throw new NoSuchFileException(path.toString());
				}
				OpenFile file = walk.open(path.name());
				if (file != null) {
					return file;
				}
			}
			catch (InvalidPathException ex) {
				throw new NoSuchFileException(path.toString());
			}
		}
		throw new FileSystemException(path.toString(), null, "Replaced again and again while it was being opened");
	}

	@Override
	public List<FileEntry> list(FilePath directory, int limit) throws IOException {
		List<FileEntry> entries = new ArrayList<>();
		try (SecureWalk walk = new SecureWalk(this.root)) {
			List<Path> names = names(directory);
			SecureDirectory inside = walk.into(names);
			if (inside == null) {
				throw new NotDirectoryException(directory.toString());
			}
			inside.forEach((name, attributes) -> {
				FileEntry entry = entry(names, name, attributes);
				if (entry != null && entries.size() < limit) {
					entries.add(entry);
				}
				return entries.size() < limit;
			});
		}
		catch (NoSuchFileException | InvalidPathException ex) {
			throw new NotDirectoryException(directory.toString());
		}
		return entries;
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
		try (SecureWalk walk = new SecureWalk(this.root)) {
			return walk.to(names) ? walk.entry(as) : null;
		}
	}

	private List<Path> names(FilePath path) {
		return path.names().stream().map(this.root.getFileSystem()::getPath).toList();
	}

}
