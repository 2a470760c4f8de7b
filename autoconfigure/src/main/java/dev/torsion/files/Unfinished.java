package dev.torsion.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Makes what Java cannot make relative to an open directory: directories and links. They
 * are made by path right below the root, under a name that nobody can guess or ask for,
 * and so cannot have put a link there; then they are renamed to where they belong.
 */
final class Unfinished {

	/** More than anything takes. */
	private static final Duration STALE = Duration.ofHours(1);

	/** Roots with more entries are not looked through for what was left behind. */
	private static final int MAX_LOOKED_AT = 10_000;

	private static final SecureRandom random = new SecureRandom();

	private final Path root;

	Unfinished(Path root) {
		this.root = root;
	}

	/**
	 * Makes a directory.
	 * @param place where
	 * @param mode its permissions, of which the process's umask takes away
	 * @throws IOException if it cannot be made
	 */
	void directory(SecurePlace place, int mode) throws IOException {
		// Without these it could not be renamed by any but the superuser
		make(place, true, (path) -> Files.createDirectory(path, FileMode.attribute(mode | 0700)));
		if ((mode & 0700) != 0700) {
			PosixFileAttributes made = place.look();
			int permitted = FileMode.of(made.permissions()) & mode;
			place.directory().view(place.name()).setPermissions(FileMode.permissions(permitted));
		}
	}

	/**
	 * Makes a symbolic link.
	 * @param place where
	 * @param text what it says
	 * @throws IOException if it cannot be made
	 */
	void symlink(SecurePlace place, Path text) throws IOException {
		make(place, false, (path) -> Files.createSymbolicLink(path, text));
	}

	/**
	 * Gives a file a second name.
	 * @param place where
	 * @param existing the path of the file, which may be another's by now
	 * @param seen the file that it has to be
	 * @throws IOException if it cannot be done
	 */
	void link(SecurePlace place, Path existing, BasicFileAttributes seen) throws IOException {
		make(place, false, (path) -> {
			Files.createLink(path, existing);
			if (!isSame(path, seen)) {
				Files.delete(path);
				throw new FileSystemException(place.toString(), null, "Replaced while it was being linked");
			}
		});
	}

	/**
	 * Reads a symbolic link. By its path another could be read meanwhile that is not
	 * inside; so it is given a second name, under which it can be told whether it is the
	 * right one.
	 * @param place where it is
	 * @param seen the link that it has to be
	 * @return its text, as peers are told
	 * @throws IOException if it cannot be read
	 */
	String read(SecurePlace place, BasicFileAttributes seen) throws IOException {
		Path path = this.root.resolve(name());
		try {
			Files.createLink(path, place.asPath());
		}
		catch (NoSuchFileException ex) {
			throw new NoSuchFileException(place.toString());
		}
		catch (FileSystemException ex) {
			// Where nothing can be made nothing can be exchanged either
			return readInPlace(place);
		}
		try {
			if (!isSame(path, seen)) {
				throw new FileSystemException(place.toString(), null, "Replaced while it was being read");
			}
			return LinkText.shown(this.root, Files.readSymbolicLink(path));
		}
		finally {
			Files.delete(path);
		}
	}

	private String readInPlace(SecurePlace place) throws IOException {
		try {
			return LinkText.shown(this.root, Files.readSymbolicLink(place.asPath()));
		}
		catch (FileSystemException ex) {
			throw new FileSystemException(place.toString(), null, ex.getReason());
		}
	}

	private static boolean isSame(Path path, BasicFileAttributes seen) throws IOException {
		BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		return now.isSymbolicLink() == seen.isSymbolicLink() && now.isRegularFile() == seen.isRegularFile()
				&& Objects.equals(now.fileKey(), seen.fileKey());
	}

	/**
	 * Removes what was left behind when the application ended all of a sudden.
	 * @throws IOException if the file system fails
	 */
	void removeStale() throws IOException {
		removeStale(Instant.now().minus(STALE));
	}

	int removeStale(Instant stale) throws IOException {
		int left = MAX_LOOKED_AT;
		int removed = 0;
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(this.root)) {
			for (Path entry : entries) {
				if (left-- == 0) {
					break;
				}
				if (entry.getFileName().toString().startsWith(FilePath.UNFINISHED) && changed(entry).isBefore(stale)) {
					removed += Files.deleteIfExists(entry) ? 1 : 0;
				}
			}
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		return removed;
	}

	/** A second name changes neither the time of a file nor its creation. */
	private static Instant changed(Path entry) throws IOException {
		try {
			return ((FileTime) Files.getAttribute(entry, "unix:ctime", LinkOption.NOFOLLOW_LINKS)).toInstant();
		}
		catch (NoSuchFileException ex) {
			return Instant.MAX;
		}
	}

	private void make(SecurePlace place, boolean directory, Maker maker) throws IOException {
		place.requireFree();
		try {
			makeHidden(place, directory, maker);
		}
		// The paths of the server are not for the peer's eyes
		catch (FileAlreadyExistsException ex) {
			throw new FileAlreadyExistsException(place.toString());
		}
		catch (AccessDeniedException ex) {
			throw new AccessDeniedException(place.toString());
		}
		catch (NoSuchFileException ex) {
			throw new NoSuchFileException(place.toString());
		}
		catch (FileSystemException ex) {
			throw new FileSystemException(place.toString(), null, ex.getReason());
		}
	}

	private Path name() {
		byte[] bytes = new byte[16];
		random.nextBytes(bytes);
		return this.root.getFileSystem().getPath(FilePath.UNFINISHED + HexFormat.of().formatHex(bytes));
	}

	private void makeHidden(SecurePlace place, boolean directory, Maker maker) throws IOException {
		Path name = name();
		Path path = this.root.resolve(name);
		try (SecureDirectory top = SecureDirectory.root(this.root)) {
			maker.make(path);
			try {
				top.moveNew(name, directory, place.directory(), place.name());
			}
			catch (IOException | RuntimeException ex) {
				Files.deleteIfExists(path);
				throw ex;
			}
		}
	}

	/**
	 * Makes something at a path.
	 */
	@FunctionalInterface
	private interface Maker {

		void make(Path path) throws IOException;

	}

}
