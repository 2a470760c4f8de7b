package dev.torsion.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Opens regular files of a {@link SecureTree} for reading and writing.
 */
final class SecureOpening {

	private static final int MAX_ATTEMPTS = 32;

	private final SecureTree tree;

	SecureOpening(SecureTree tree) {
		this.tree = tree;
	}

	/**
	 * Opens a file, see {@link WritableTree#open(FilePath, Set, int)}. A link that leads
	 * nowhere makes no file where it says.
	 * @param path the path
	 * @param options how
	 * @param mode the permissions if it is made
	 * @return the file
	 * @throws IOException if the file system fails, or forbids
	 */
	FileChannel open(FilePath path, Set<? extends OpenOption> options, int mode) throws IOException {
		boolean appending = options.contains(StandardOpenOption.APPEND);
		// Java does not have both at a time
		boolean both = appending && options.contains(StandardOpenOption.READ);
		Set<OpenOption> access = both ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE)
				: options.stream().filter(SecureOpening::isAccess).collect(Collectors.toSet());
		FileChannel channel = open(path, new How(options, access, mode));
		return both ? new AppendingChannel(channel) : channel;
	}

	private FileChannel open(FilePath path, How how) throws IOException {
		List<Path> names = this.tree.names(path);
		for (int attempt = 1;; attempt++) {
			try {
				FileChannel channel = existing(path, names, how);
				return (channel != null) ? channel : create(path, how);
			}
			catch (AccessDeniedException | NoSuchFileException ex) {
				throw ex;
			}
			catch (IOException ex) {
				// Replaced since it was looked at, most likely: look again.
				if (attempt == MAX_ATTEMPTS || how.makesNew()) {
					throw ex;
				}
			}
		}
	}

	private @Nullable FileChannel existing(FilePath path, List<Path> names, How how) throws IOException {
		if (how.makesNew()) {
			return null;
		}
		try (SecureWalk walk = this.tree.walk()) {
			if (!walk.to(names)) {
				return null;
			}
			Path name = walk.name();
			PosixFileAttributes seen = walk.attributes();
			if (name == null || !seen.isRegularFile()) {
				throw new NoSuchFileException(path.toString(), null, "Not a regular file");
			}
			FileChannel channel = walk.directory().file(name, seen, how.access());
			return how.truncates() ? truncated(channel) : channel;
		}
	}

	private FileChannel create(FilePath path, How how) throws IOException {
		if (!how.makes()) {
			throw new NoSuchFileException(path.toString());
		}
		try (SecurePlace place = SecurePlace.of(this.tree, path)) {
			PosixFileAttributes found = place.find();
			if (found != null && how.makesNew()) {
				throw new FileAlreadyExistsException(path.toString());
			}
			if (found != null && !found.isRegularFile()) {
				throw new NoSuchFileException(path.toString(), null, "Not a regular file");
			}
			return place.directory().create(place.name(), how.access(), how.mode());
		}
	}

	/** Only now is it known to be the file that was meant. */
	private static FileChannel truncated(FileChannel channel) throws IOException {
		try {
			return channel.truncate(0);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	private static boolean isAccess(OpenOption option) {
		return option == StandardOpenOption.READ || option == StandardOpenOption.WRITE
				|| option == StandardOpenOption.APPEND;
	}

	/**
	 * How a file is to be opened.
	 *
	 * @param options what was asked for
	 * @param access what of that the system is told
	 * @param mode the permissions if it is made
	 */
	private record How(Set<? extends OpenOption> options, Set<OpenOption> access, int mode) {

		boolean makesNew() {
			return this.options.contains(StandardOpenOption.CREATE_NEW);
		}

		boolean makes() {
			return makesNew() || this.options.contains(StandardOpenOption.CREATE);
		}

		boolean truncates() {
			return this.options.contains(StandardOpenOption.TRUNCATE_EXISTING)
					&& (this.access.contains(StandardOpenOption.WRITE)
							|| this.access.contains(StandardOpenOption.APPEND));
		}

	}

}
