package dev.torsion.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

/**
 * An open directory, whose entries are looked at and opened relative to it, whatever
 * becomes of its path. The system never follows a link for us here.
 * <p>
 * What a name stands for is to be looked at before it is opened, because opening a FIFO
 * waits for a writer. (One that takes the place of a file between the two still does;
 * that takes somebody with an account on the machine, and costs one thread.)
 */
final class SecureDirectory implements Closeable {

	private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

	private final SecureDirectoryStream<Path> stream;

	private SecureDirectory(SecureDirectoryStream<Path> stream) {
		this.stream = stream;
	}

	/**
	 * Opens the root of a tree, following links.
	 * @param root its path
	 * @return the directory
	 * @throws IOException if it cannot be opened
	 */
	@SuppressWarnings("unchecked")
	static SecureDirectory root(Path root) throws IOException {
		// The dot makes it fail, rather than wait, should the root have become a FIFO.
		return new SecureDirectory((SecureDirectoryStream<Path>) Files.newDirectoryStream(root.resolve(".")));
	}

	/**
	 * Looks at the directory itself.
	 * @return what it is
	 * @throws IOException if the file system fails
	 */
	PosixFileAttributes look() throws IOException {
		return this.stream.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
	}

	/**
	 * Looks at an entry, which may be a link.
	 * @param name its name
	 * @return what it is, {@code null} if it does not exist
	 * @throws IOException if the file system fails, or forbids
	 */
	@Nullable PosixFileAttributes look(Path name) throws IOException {
		if (name.toString().getBytes(StandardCharsets.UTF_8).length > FilePath.MAX_NAME) {
			return null;
		}
		try {
			return view(name).readAttributes();
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/**
	 * Opens a directory in this one. Fails if something else took its place since it was
	 * looked at.
	 * @param name its name
	 * @return the directory
	 * @throws IOException if the file system fails, or forbids
	 */
	SecureDirectory directory(Path name) throws IOException {
		return new SecureDirectory(this.stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
	}

	/**
	 * Opens a regular file in this directory. Fails if something else took its place
	 * since it was looked at.
	 * @param name its name
	 * @param seen what the look showed
	 * @param as the name to give to its entry
	 * @return the file
	 * @throws IOException if the file system fails, or forbids
	 */
	OpenFile file(Path name, BasicFileAttributes seen, String as) throws IOException {
		FileChannel channel = open(name, READ);
		try {
			BasicFileAttributes now = same(name, seen, as);
			// The size last: a write in between makes the time too old, which the next
			// look at the file puts right; the reverse would last.
			return new OpenFile(FileEntry.of(as, now).withSize(channel.size()), channel);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Opens a regular file in this directory for more than reading, as {@link #file}.
	 * @param name its name
	 * @param seen what the look showed
	 * @param options {@code READ, WRITE, APPEND}
	 * @return the file
	 * @throws IOException if the file system fails, or forbids
	 */
	FileChannel file(Path name, BasicFileAttributes seen, Set<? extends OpenOption> options) throws IOException {
		Set<OpenOption> all = new HashSet<>(options);
		all.add(LinkOption.NOFOLLOW_LINKS);
		FileChannel channel = open(name, all);
		try {
			same(name, seen, name.toString());
			return channel;
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Makes a regular file in this directory.
	 * @param name its name
	 * @param options {@code READ, WRITE, APPEND}
	 * @param mode its permissions, of which the process's umask takes away
	 * @return the file
	 * @throws java.nio.file.FileAlreadyExistsException if there is something already
	 * @throws IOException if the file system fails, or forbids
	 */
	FileChannel create(Path name, Set<? extends OpenOption> options, int mode) throws IOException {
		Set<OpenOption> all = new HashSet<>(options);
		all.add(StandardOpenOption.WRITE);
		all.add(StandardOpenOption.CREATE_NEW);
		return open(name, all, FileMode.attribute(mode));
	}

	/**
	 * Removes an entry that is no directory.
	 * @param name its name
	 * @throws IOException if the file system fails, or forbids
	 */
	void delete(Path name) throws IOException {
		this.stream.deleteFile(name);
	}

	/**
	 * Removes a directory in this one.
	 * @param name its name
	 * @throws java.nio.file.DirectoryNotEmptyException if it is not empty
	 * @throws IOException if the file system fails, or forbids
	 */
	void deleteDirectory(Path name) throws IOException {
		this.stream.deleteDirectory(name);
	}

	/**
	 * Renames an entry, in the place of what has the new name: renameat(2).
	 * @param name its name
	 * @param to the directory it is to be in
	 * @param as its new name
	 * @throws IOException if the file system fails, or forbids
	 */
	void move(Path name, SecureDirectory to, Path as) throws IOException {
		try {
			this.stream.move(name, to.stream, as);
		}
		catch (AtomicMoveNotSupportedException ex) {
			throw new FileSystemException(name.toString(), as.toString(), "Not on the same file system");
		}
	}

	/**
	 * Renames an entry unless there is something already. A directory can only take the
	 * place of an empty one, even if that has been made this very moment; for others the
	 * place is taken first.
	 * @param name its name
	 * @param directory whether it is a directory
	 * @param to the directory it is to be in
	 * @param as its new name
	 * @throws java.nio.file.FileAlreadyExistsException if there is something already
	 * @throws IOException if the file system fails, or forbids
	 */
	void moveNew(Path name, boolean directory, SecureDirectory to, Path as) throws IOException {
		if (to.look(as) != null) {
			throw new FileAlreadyExistsException(as.toString());
		}
		if (directory) {
			move(name, to, as);
			return;
		}
		to.create(as, Set.of(), 0).close();
		try {
			move(name, to, as);
		}
		catch (IOException | RuntimeException ex) {
			BasicFileAttributes taken = to.look(as);
			if (taken != null && taken.isRegularFile() && taken.size() == 0) {
				to.delete(as);
			}
			throw ex;
		}
	}

	/**
	 * What can be changed of an entry that is a regular file or a directory.
	 * @param name its name, {@code null} for this directory itself
	 * @return the view
	 */
	PosixFileAttributeView view(@Nullable Path name) {
		return (name != null)
				? this.stream.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
				: this.stream.getFileAttributeView(PosixFileAttributeView.class);
	}

	/**
	 * The names of all entries that a {@link FilePath} can have. Possible once.
	 * @return the names; fails with {@link DirectoryIteratorException}
	 */
	Stream<Path> names() {
		return StreamSupport.stream(this.stream.spliterator(), false)
			.map(Path::getFileName)
			.filter(SecureDirectory::isAllowed);
	}

	@Override
	public void close() throws IOException {
		this.stream.close();
	}

	private FileChannel open(Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
			throws IOException {
		return (FileChannel) this.stream.newByteChannel(name, options, attributes);
	}

	private BasicFileAttributes same(Path name, BasicFileAttributes seen, String as) throws IOException {
		BasicFileAttributes now = look(name);
		if (now == null || !now.isRegularFile() || !Objects.equals(seen.fileKey(), now.fileKey())) {
			throw new FileSystemException(as, null, "Replaced while it was being opened");
		}
		return now;
	}

	/**
	 * Whether the name can be asked for; one that is no text in the system's encoding
	 * cannot.
	 */
	private static boolean isAllowed(Path name) {
		String text = name.toString();
		return FilePath.allows(text) && text.indexOf('\uFFFD') < 0 && name.equals(name.resolveSibling(text));
	}

}
