package dev.torsion.conch.scp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.regex.Pattern;

import dev.torsion.files.FileListing;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileStatus;
import dev.torsion.files.WritableTree;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent next of a directory, or of what was asked for.
 */
final class ScpDirectory implements Closeable {

	private static final int AT_ONCE = 256;

	/** More than a command line could hold. */
	private static final int MAX_MATCHES = 10_000;

	private final @Nullable FileListing listing;

	private final FilePath path;

	private final @Nullable Object key;

	private final Queue<FilePath> ahead = new ArrayDeque<>();

	private ScpDirectory(@Nullable FileListing listing, FilePath path, @Nullable Object key) {
		this.listing = listing;
		this.path = path;
		this.key = key;
	}

	/**
	 * What is in a directory.
	 * @param tree the files
	 * @param path its path
	 * @param key tells it from others
	 * @return its entries
	 * @throws IOException if it cannot be listed
	 */
	static ScpDirectory listed(WritableTree tree, FilePath path, @Nullable Object key) throws IOException {
		return new ScpDirectory(tree.listing(path), path, key);
	}

	/**
	 * What was asked for, wildcards expanded, which clients leave to the server. The root
	 * has no name that could be sent, so all that is in it is.
	 * @param tree the files
	 * @param command what was asked for
	 * @param out is told of what is not there
	 * @return the paths
	 */
	static ScpDirectory asked(WritableTree tree, ScpCommand command, ScpReplies out) {
		ScpDirectory asked = new ScpDirectory(null, FilePath.ROOT, null);
		for (ScpPath word : command.paths()) {
			try {
				Pattern pattern = word.pattern();
				boolean root = pattern == null && word.path().names().isEmpty() && command.recursive();
				if (pattern != null || root) {
					asked.ahead.addAll(matches(tree, root ? FilePath.ROOT : word.directory(), pattern));
				}
				else {
					asked.ahead.add(word.path());
				}
			}
			catch (IOException | IllegalArgumentException ex) {
				out.warn(ScpMessages.text(word.text(), ex));
			}
		}
		return asked;
	}

	private static List<FilePath> matches(WritableTree tree, FilePath directory, @Nullable Pattern pattern)
			throws IOException {
		List<FilePath> matches = new ArrayList<>();
		try (FileListing listing = tree.listing(directory)) {
			for (List<FileStatus> next = listing.next(AT_ONCE); !next.isEmpty(); next = listing.next(AT_ONCE)) {
				next.stream()
					.map(FileStatus::name)
					.filter((name) -> pattern == null || pattern.matcher(name).matches())
					.map(directory::resolve)
					.forEach(matches::add);
				if (matches.size() > MAX_MATCHES) {
					throw new IOException("Too many files match");
				}
			}
		}
		if (matches.isEmpty() && pattern != null) {
			throw new NoSuchFileException(directory.toString());
		}
		matches.sort((one, other) -> one.name().compareTo(other.name()));
		return matches;
	}

	@Nullable Object key() {
		return this.key;
	}

	/**
	 * The next path.
	 * @return the path, {@code null} at the end
	 * @throws IOException if the file system fails
	 */
	@Nullable FilePath next() throws IOException {
		if (this.ahead.isEmpty() && this.listing != null) {
			this.listing.next(AT_ONCE).forEach((entry) -> this.ahead.add(this.path.resolve(entry.name())));
		}
		return this.ahead.poll();
	}

	@Override
	public void close() throws IOException {
		if (this.listing != null) {
			this.listing.close();
		}
	}

}
