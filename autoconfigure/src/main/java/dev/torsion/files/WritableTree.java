package dev.torsion.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.util.Set;

/**
 * A tree of files to read and write. As with {@link FileTree}, only regular files and
 * directories can be opened, and no link leads out of it; unlike there, links can be
 * looked at, made and removed. Every method may block on the disk. Safe for use by many
 * threads.
 */
public interface WritableTree extends FileTree {

	/**
	 * Looks a path up, links included.
	 * @param path the path
	 * @param follow whether a link in the last place is followed
	 * @return what is there
	 * @throws java.nio.file.NoSuchFileException if nothing is that may be seen
	 * @throws IOException if the file system fails, or forbids
	 */
	FileStatus status(FilePath path, boolean follow) throws IOException;

	/**
	 * Opens a directory, to be read bit by bit however large it is.
	 * @param directory the path of the directory
	 * @return its entries, links included and not followed, without {@code .} and
	 * {@code ..}; to be closed
	 * @throws java.nio.file.NotDirectoryException if it is not a directory
	 * @throws IOException if the file system fails, or forbids
	 */
	FileListing listing(FilePath directory) throws IOException;

	/**
	 * Opens a regular file, for reading or writing at any position.
	 * @param path the path
	 * @param options {@link java.nio.file.StandardOpenOption READ, WRITE, APPEND,
	 * TRUNCATE_EXISTING, CREATE, CREATE_NEW}
	 * @param mode the permissions of a file that is made, the lower nine bits of
	 * {@code stat}
	 * @return the open file, to be closed by the caller
	 * @throws java.nio.file.FileAlreadyExistsException if it is there and should not be
	 * @throws java.nio.file.NoSuchFileException if it is not there, or no regular file
	 * @throws IOException if the file system fails, or forbids
	 */
	FileChannel open(FilePath path, Set<? extends OpenOption> options, int mode) throws IOException;

	/**
	 * Makes a directory.
	 * @param directory its path
	 * @param mode its permissions, the lower nine bits of {@code stat}
	 * @throws java.nio.file.FileAlreadyExistsException if there is something already
	 * @throws IOException if the file system fails, or forbids
	 */
	void createDirectory(FilePath directory, int mode) throws IOException;

	/**
	 * Removes a file or a link, not what it names.
	 * @param path its path
	 * @throws java.nio.file.NoSuchFileException if there is none
	 * @throws IOException if it is a directory, or the file system fails, or forbids
	 */
	void delete(FilePath path) throws IOException;

	/**
	 * Removes a directory.
	 * @param directory its path
	 * @throws java.nio.file.DirectoryNotEmptyException if it is not empty
	 * @throws IOException if it is none, or the file system fails, or forbids
	 */
	void deleteDirectory(FilePath directory) throws IOException;

	/**
	 * Renames a file, directory or link.
	 * @param from its path
	 * @param to its new path
	 * @param replace whether what is there is replaced, atomically, as rename(2) does
	 * @throws java.nio.file.FileAlreadyExistsException if it is not to be replaced
	 * @throws IOException if the file system fails, or forbids
	 */
	void rename(FilePath from, FilePath to, boolean replace) throws IOException;

	/**
	 * Gives a regular file a second name.
	 * @param existing its path
	 * @param link the second name
	 * @throws java.nio.file.FileAlreadyExistsException if there is something already
	 * @throws IOException if the file system fails, or forbids
	 */
	void link(FilePath existing, FilePath link) throws IOException;

	/**
	 * Makes a symbolic link. What it says is stored as it is, and does not matter: a link
	 * that leads out of the tree leads nowhere.
	 * @param link its path
	 * @param target what it says
	 * @throws java.nio.file.FileAlreadyExistsException if there is something already
	 * @throws IOException if the file system fails, or forbids
	 */
	void symlink(FilePath link, String target) throws IOException;

	/**
	 * Reads a symbolic link.
	 * @param link its path
	 * @return what it says; what begins with the path of the root begins with a slash
	 * instead
	 * @throws java.nio.file.NotLinkException if it is none
	 * @throws IOException if the file system fails, or forbids
	 */
	String readLink(FilePath link) throws IOException;

	/**
	 * Changes what is known of a file or directory.
	 * @param path its path
	 * @param change what to change
	 * @param follow whether a link in the last place is followed
	 * @throws IOException if the file system fails, or forbids, or the platform cannot
	 */
	void change(FilePath path, FileChange change, boolean follow) throws IOException;

	/**
	 * How much room there is.
	 * @param path what it is asked of
	 * @return the room of the file system it is on
	 * @throws IOException if the file system fails
	 */
	FileSpace space(FilePath path) throws IOException;

}
