package dev.torsion.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A directory of the file system as a {@link FileTree}: neither {@code ..}, nor a link,
 * nor a race with whoever else writes there leads out of it. A link inside is followed
 * when what it names is inside as well, through at most 16 links; an absolute link when
 * it begins with the path of the root, as given or as real. The root itself may be a
 * link. It is opened by its path each time, so it may be moved and put back while the
 * application runs.
 * <p>
 * Where the platform has a {@link SecureDirectoryStream} (Linux), directories are entered
 * one by one, each relative to the last; they need to be readable, not only searchable.
 * Elsewhere real paths are compared, which an entry replaced at the very moment can
 * deceive: do not let others write to such a tree.
 */
public final class Jail implements FileTree {

	private final FileTree tree;

	/**
	 * Creates the jail.
	 * @param root the directory; relative to the working directory
	 * @throws java.nio.file.NoSuchFileException if there is none
	 * @throws java.nio.file.NotDirectoryException if it is something else
	 * @throws java.nio.file.AccessDeniedException if it may not be read
	 * @throws IOException if the file system fails
	 */
	public Jail(Path root) throws IOException {
		Path absolute = root.toAbsolutePath();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(absolute)) {
			this.tree = (stream instanceof SecureDirectoryStream) ? new SecureTree(absolute, false)
					: new CheckedTree(absolute);
		}
	}

	@Override
	public @Nullable FileEntry find(FilePath path) throws IOException {
		return this.tree.find(path);
	}

	@Override
	public OpenFile open(FilePath path) throws IOException {
		return this.tree.open(path);
	}

	@Override
	public List<FileEntry> list(FilePath directory, int limit) throws IOException {
		return this.tree.list(directory, limit);
	}

	@Override
	public @Nullable Path path(FilePath path) throws IOException {
		return this.tree.path(path);
	}

	@Override
	public String toString() {
		return this.tree.toString();
	}

}
