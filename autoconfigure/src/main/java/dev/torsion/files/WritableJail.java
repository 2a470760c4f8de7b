package dev.torsion.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A directory of the file system as a {@link WritableTree}: a {@link Jail} that peers may
 * write to. All that is said there holds here, for writing as well, but for absolute
 * links: to the peers this directory is the whole file system, so what a link says that
 * does not begin with the path of the root is taken from the root, as after chroot(2).
 * <p>
 * There has to be a {@link SecureDirectoryStream} (Linux). Directories and links are made
 * right below the root under a hidden name, and renamed to where they belong; so on
 * another file system that is mounted in the tree there can only be files. What was left
 * of them by a crash an hour ago or more is removed by the constructor. The process's
 * umask takes away from the permissions of what is made; a group or ACL that directories
 * inherit is the root's.
 */
public final class WritableJail implements WritableTree {

	private final Path root;

	private final SecureTree tree;

	private final Unfinished unfinished;

	private final SecureOpening opening;

	/**
	 * Creates the jail.
	 * @param root the directory; relative to the working directory
	 * @throws java.nio.file.NoSuchFileException if there is none
	 * @throws java.nio.file.NotDirectoryException if it is something else
	 * @throws java.nio.file.AccessDeniedException if it may not be read
	 * @throws UnsupportedOperationException if the platform lacks what makes it safe
	 * @throws IOException if the file system fails
	 */
	public WritableJail(Path root) throws IOException {
		this.root = root.toAbsolutePath();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(this.root)) {
			if (!(stream instanceof SecureDirectoryStream)) {
				throw new UnsupportedOperationException("Nothing can be written safely on this platform");
			}
		}
		this.tree = new SecureTree(this.root, true);
		this.unfinished = new Unfinished(this.root);
		this.opening = new SecureOpening(this.tree);
		this.unfinished.removeStale();
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
	public FileStatus status(FilePath path, boolean follow) throws IOException {
		if (!path.names().isEmpty()) {
			try (SecurePlace place = SecurePlace.of(this.tree, path)) {
				PosixFileAttributes seen = place.look();
				if (!follow || !seen.isSymbolicLink()) {
					return place.status(seen);
				}
			}
		}
		try (SecureWalk walk = walk(path)) {
			PosixFileAttributes seen = walk.attributes();
			return FileStatus.of(path.name(), seen, seen.size());
		}
	}

	@Override
	public FileListing listing(FilePath directory) throws IOException {
		SecureWalk walk = this.tree.walk();
		try {
			SecureDirectory inside = walk.into(this.tree.names(directory));
			if (inside != null) {
				return new SecureListing(walk, inside);
			}
			status(directory, false);
			throw new NotDirectoryException(directory.toString());
		}
		catch (IOException | RuntimeException ex) {
			walk.close();
			throw ex;
		}
	}

	@Override
	public FileChannel open(FilePath path, Set<? extends OpenOption> options, int mode) throws IOException {
		return this.opening.open(path, options, mode);
	}

	@Override
	public void createDirectory(FilePath directory, int mode) throws IOException {
		if (directory.names().isEmpty()) {
			throw new FileAlreadyExistsException(directory.toString());
		}
		try (SecurePlace place = SecurePlace.of(this.tree, directory)) {
			this.unfinished.directory(place, mode);
		}
	}

	@Override
	public void delete(FilePath path) throws IOException {
		try (SecurePlace place = SecurePlace.of(this.tree, path)) {
			if (place.look().isDirectory()) {
				throw new FileSystemException(path.toString(), null, "Is a directory");
			}
			place.directory().delete(place.name());
		}
	}

	@Override
	public void deleteDirectory(FilePath directory) throws IOException {
		try (SecurePlace place = SecurePlace.of(this.tree, directory)) {
			if (!place.look().isDirectory()) {
				throw new NotDirectoryException(directory.toString());
			}
			place.directory().deleteDirectory(place.name());
		}
	}

	@Override
	public void rename(FilePath from, FilePath to, boolean replace) throws IOException {
		try (SecurePlace old = SecurePlace.of(this.tree, from); SecurePlace next = SecurePlace.of(this.tree, to)) {
			PosixFileAttributes seen = old.look();
			if (seen.isOther()) {
				// It could take the place of a file that is about to be opened
				throw new AccessDeniedException(from.toString(), null, "Neither file nor directory");
			}
			if (replace) {
				old.directory().move(old.name(), next.directory(), next.name());
			}
			else {
				old.directory().moveNew(old.name(), seen.isDirectory(), next.directory(), next.name());
			}
		}
	}

	@Override
	public void link(FilePath existing, FilePath link) throws IOException {
		try (SecureWalk walk = walk(existing); SecurePlace place = SecurePlace.of(this.tree, link)) {
			PosixFileAttributes seen = walk.attributes();
			if (!seen.isRegularFile()) {
				throw new AccessDeniedException(existing.toString(), null, "Not a regular file");
			}
			this.unfinished.link(place, walk.path(), seen);
		}
	}

	@Override
	public void symlink(FilePath link, String target) throws IOException {
		Path text;
		try {
			text = this.root.getFileSystem().getPath(target);
		}
		catch (InvalidPathException ex) {
			throw new FileSystemException(link.toString(), null, "Not the path of anything");
		}
		try (SecurePlace place = SecurePlace.of(this.tree, link)) {
			this.unfinished.symlink(place, text);
		}
	}

	@Override
	public String readLink(FilePath link) throws IOException {
		if (link.names().isEmpty()) {
			throw new NotLinkException(link.toString());
		}
		try (SecurePlace place = SecurePlace.of(this.tree, link)) {
			PosixFileAttributes seen = place.look();
			if (!seen.isSymbolicLink()) {
				throw new NotLinkException(link.toString());
			}
			return this.unfinished.read(place, seen);
		}
	}

	@Override
	public void change(FilePath path, FileChange change, boolean follow) throws IOException {
		if (!follow && status(path, false).type() == FileStatus.Type.LINK) {
			throw new FileSystemException(path.toString(), null, "Cannot change a link");
		}
		try (SecureWalk walk = walk(path)) {
			new SecureChange(walk, path).apply(change);
		}
	}

	@Override
	public FileSpace space(FilePath path) throws IOException {
		status(path, true);
		long total = this.root.toFile().getTotalSpace();
		return new FileSpace(total, this.root.toFile().getFreeSpace(), this.root.toFile().getUsableSpace(),
				!Files.isWritable(this.root));
	}

	@Override
	public String toString() {
		return this.root.toString();
	}

	private SecureWalk walk(FilePath path) throws IOException {
		SecureWalk walk = this.tree.walk();
		try {
			if (!walk.to(this.tree.names(path))) {
				throw new NoSuchFileException(path.toString());
			}
			return walk;
		}
		catch (IOException | RuntimeException ex) {
			walk.close();
			throw ex;
		}
	}

}
