package dev.torsion.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;

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
	BasicFileAttributes look() throws IOException {
		return this.stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
	}

	/**
	 * Looks at an entry, which may be a link.
	 * @param name its name
	 * @return what it is, {@code null} if it does not exist
	 * @throws IOException if the file system fails, or forbids
	 */
	@Nullable BasicFileAttributes look(Path name) throws IOException {
		if (name.toString().getBytes(StandardCharsets.UTF_8).length > FilePath.MAX_NAME) {
			return null;
		}
		try {
			return this.stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
				.readAttributes();
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
		SeekableByteChannel channel = this.stream.newByteChannel(name, READ);
		try {
			BasicFileAttributes now = look(name);
			if (now == null || !now.isRegularFile() || !Objects.equals(seen.fileKey(), now.fileKey())) {
				throw new FileSystemException(as, null, "Replaced while it was being opened");
			}
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
	 * Visits the entries, links and all, until the visitor has enough; those whose name
	 * no {@link FilePath} can have are left out. Possible once.
	 * @param visitor the visitor
	 * @throws IOException if the file system fails, or forbids
	 */
	void forEach(Visitor visitor) throws IOException {
		try {
			for (Path child : this.stream) {
				Path name = child.getFileName();
				BasicFileAttributes found = isAllowed(name) ? look(name) : null;
				if (found != null && !visitor.visit(name, found)) {
					return;
				}
			}
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
	}

	@Override
	public void close() throws IOException {
		this.stream.close();
	}

	/**
	 * Whether the name can be asked for; one that is no text in the system's encoding
	 * cannot.
	 */
	private static boolean isAllowed(Path name) {
		String text = name.toString();
		return FilePath.allows(text) && text.indexOf('\uFFFD') < 0 && name.equals(name.resolveSibling(text));
	}

	/**
	 * What is done with each entry of a directory.
	 */
	@FunctionalInterface
	interface Visitor {

		/**
		 * Visits an entry.
		 * @param name its name
		 * @param attributes what it is
		 * @return whether to go on
		 * @throws IOException if the file system fails
		 */
		boolean visit(Path name, BasicFileAttributes attributes) throws IOException;

	}

}
