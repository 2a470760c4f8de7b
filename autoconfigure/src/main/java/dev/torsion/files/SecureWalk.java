package dev.torsion.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One walk down from the root of a {@link SecureTree}. Every name is looked up in the
 * directory entered before it; the text of a link is walked like the names asked for,
 * under the same rules. So whatever is moved or replaced meanwhile, all that can be
 * reached was below the root.
 */
final class SecureWalk implements Closeable {

	private static final int MAX_LINKS = 16;

	private static final int MAX_FAILURES = 32;

	private static final int MAX_STEPS = 1024;

	private final Path root;

	private final boolean rooted;

	private final Deque<Path> ahead = new ArrayDeque<>();

	private final List<Path> entered = new ArrayList<>();

	private SecureDirectory directory;

	private @Nullable Path name;

	private @Nullable PosixFileAttributes attributes;

	private int links;

	private int failures;

	private int steps;

	/**
	 * Begins at the root.
	 * @param root the absolute path of the root
	 * @param rooted whether absolute links are taken to begin at this root, as after
	 * chroot(2); otherwise they are followed when they begin with its path
	 * @throws IOException if it cannot be opened
	 */
	SecureWalk(Path root, boolean rooted) throws IOException {
		this.root = root;
		this.rooted = rooted;
		this.directory = SecureDirectory.root(root);
	}

	/**
	 * Walks to a file or directory; the latter is not entered.
	 * @param names the names from the root down
	 * @return whether it is there, and inside
	 * @throws IOException if the file system fails, or forbids
	 */
	boolean to(List<Path> names) throws IOException {
		this.ahead.addAll(names);
		while (!this.ahead.isEmpty()) {
			if (this.steps++ == MAX_STEPS || !step(this.ahead.remove())) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Walks into a directory.
	 * @param names the names from the root down
	 * @return the directory, closed with the walk; {@code null} if there is none
	 * @throws IOException if the file system fails, or forbids
	 */
	@Nullable SecureDirectory into(List<Path> names) throws IOException {
		List<Path> inside = new ArrayList<>(names);
		inside.add(this.root.getFileSystem().getPath("."));
		return to(inside) ? this.directory : null;
	}

	/**
	 * What was walked to.
	 * @param as the name to give to it
	 * @return its entry
	 * @throws IOException if the file system fails
	 */
	FileEntry entry(String as) throws IOException {
		return FileEntry.of(as, attributes());
	}

	/**
	 * Where that is, without links.
	 * @return its path
	 * @throws IOException if the file system fails
	 */
	Path path() throws IOException {
		Path path = entered(this.root.toRealPath());
		return (this.name != null) ? path.resolve(this.name) : path;
	}

	/**
	 * The directory in which that is, or that it is.
	 * @return the directory
	 */
	SecureDirectory directory() {
		return this.directory;
	}

	/**
	 * The name of that.
	 * @return the name; {@code null} if it is {@link #directory} itself
	 */
	@Nullable Path name() {
		return this.name;
	}

	/**
	 * Whether that is the root.
	 * @return whether it is
	 */
	boolean isAtRoot() {
		return this.name == null && this.entered.isEmpty();
	}

	/**
	 * What that is.
	 * @return what was seen of it
	 * @throws IOException if the file system fails
	 */
	PosixFileAttributes attributes() throws IOException {
		return (this.attributes != null) ? this.attributes : this.directory.look();
	}

	/**
	 * What a peer is told of an entry of the directory that was walked into. The length
	 * of a link is that of the text it is shown as.
	 * @param entry its name
	 * @param seen what the look showed
	 * @return its status
	 * @throws IOException if the file system fails
	 */
	FileStatus status(Path entry, PosixFileAttributes seen) throws IOException {
		long length = seen.isSymbolicLink() ? length(entry) : seen.size();
		return FileStatus.of(entry.toString(), seen, length);
	}

	/** Read by path; all that a peer could learn that exchanges entries is a length. */
	private long length(Path link) throws IOException {
		try {
			Path text = Files.readSymbolicLink(path(link));
			return LinkText.shown(this.root, text).getBytes(StandardCharsets.UTF_8).length;
		}
		catch (FileSystemException ex) {
			return 0;
		}
	}

	/**
	 * Where an entry is of the directory that was walked into, at the moment, if nobody
	 * moves it.
	 * @param entry its name
	 * @return its path
	 */
	Path path(Path entry) {
		return entered(this.root).resolve(entry);
	}

	@Override
	public void close() throws IOException {
		this.directory.close();
	}

	private boolean step(Path next) throws IOException {
		String text = next.toString();
		if (text.equals(".")) {
			return true;
		}
		if (text.equals("..")) {
			return up();
		}
		PosixFileAttributes found = this.directory.look(next);
		if (found == null) {
			return false;
		}
		if (found.isSymbolicLink()) {
			return follow(next);
		}
		if (!this.ahead.isEmpty()) {
			return found.isDirectory() && enter(next);
		}
		this.name = next;
		this.attributes = found;
		return found.isDirectory() || found.isRegularFile();
	}

	private boolean enter(Path next) throws IOException {
		SecureDirectory inner;
		try {
			inner = this.directory.directory(next);
		}
		catch (AccessDeniedException ex) {
			throw ex;
		}
		catch (IOException ex) {
			// It was a directory a moment ago; what it is now, the next step will tell.
			if (++this.failures == MAX_FAILURES) {
				throw ex;
			}
			this.ahead.addFirst(next);
			return true;
		}
		this.directory.close();
		this.directory = inner;
		this.entered.add(next);
		return true;
	}

	/**
	 * Puts the text of a link ahead. It is read by path, and may be another link's by
	 * now: all that can come of it is a different walk inside.
	 */
	private boolean follow(Path link) throws IOException {
		if (++this.links > MAX_LINKS) {
			return false;
		}
		Path target;
		try {
			target = Files.readSymbolicLink(path(link));
		}
		catch (AccessDeniedException ex) {
			throw ex;
		}
		catch (FileSystemException ex) {
			// It was a link a moment ago; what it is now, the next step will tell.
			this.ahead.addFirst(link);
			return true;
		}
		return target.isAbsolute() ? followFromRoot(target) : putAhead(target, 0);
	}

	private boolean followFromRoot(Path target) throws IOException {
		Path start = LinkText.start(this.root, target);
		if (start == null && !this.rooted) {
			return false;
		}
		restart();
		return putAhead(target, (start != null) ? start.getNameCount() : 0);
	}

	private boolean up() throws IOException {
		if (this.entered.isEmpty()) {
			return false;
		}
		List<Path> above = List.copyOf(this.entered.subList(0, this.entered.size() - 1));
		restart();
		for (int i = above.size() - 1; i >= 0; i--) {
			this.ahead.addFirst(above.get(i));
		}
		return true;
	}

	private Path entered(Path path) {
		for (Path directory : this.entered) {
			path = path.resolve(directory);
		}
		return path;
	}

	private boolean putAhead(Path target, int from) {
		for (int i = target.getNameCount() - 1; i >= from; i--) {
			this.ahead.addFirst(target.getName(i));
		}
		return true;
	}

	private void restart() throws IOException {
		this.directory.close();
		this.entered.clear();
		this.directory = SecureDirectory.root(this.root);
	}

}
