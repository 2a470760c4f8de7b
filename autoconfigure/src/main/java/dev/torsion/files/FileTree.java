package dev.torsion.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A tree of files to read. Only regular files and directories exist in it; a link is
 * followed if what it names lies inside the tree, and does not exist otherwise. Every
 * method may block on the disk, so call them through
 * {@link dev.torsion.net.EventLoop#blocking}. Safe for use by many threads.
 */
public interface FileTree {

	/**
	 * Looks a path up.
	 * @param path the path
	 * @return what is there, or {@code null} if nothing is that may be seen
	 * @throws IOException if the file system fails, or forbids
	 * ({@link java.nio.file.AccessDeniedException})
	 */
	@Nullable FileEntry find(FilePath path) throws IOException;

	/**
	 * Opens a regular file for reading.
	 * @param path the path
	 * @return the open file, to be closed by the caller
	 * @throws java.nio.file.NoSuchFileException if there is no regular file
	 * @throws IOException if the file system fails, or forbids
	 * ({@link java.nio.file.AccessDeniedException})
	 */
	OpenFile open(FilePath path) throws IOException;

	/**
	 * Lists a directory, in no particular order.
	 * @param directory the path of the directory
	 * @param limit the most entries to return; what is beyond is left out
	 * @return its files and directories, hidden ones included
	 * @throws java.nio.file.NotDirectoryException if it is not a directory
	 * @throws IOException if the file system fails, or forbids
	 * ({@link java.nio.file.AccessDeniedException})
	 */
	List<FileEntry> list(FilePath directory, int limit) throws IOException;

	/**
	 * Says where a file or directory really is, for programs that have to be told. What a
	 * program then finds there is no longer under the rules of the tree, so ask for
	 * nothing that others may replace.
	 * @param path the path
	 * @return its real path, links followed; {@code null} if nothing is there that may be
	 * seen, or if the tree is not one of the file system
	 * @throws IOException if the file system fails, or forbids
	 * ({@link java.nio.file.AccessDeniedException})
	 */
	default @Nullable Path path(FilePath path) throws IOException {
		return null;
	}

}
