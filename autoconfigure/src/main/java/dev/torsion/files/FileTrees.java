package dev.torsion.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Opens the trees of files that properties name.
 */
public final class FileTrees {

	private static final String CLASSPATH = "classpath:";

	private FileTrees() {
	}

	/**
	 * Opens a tree: a folder of the class path if the location begins with
	 * {@code classpath:}, a directory of the file system otherwise. Blocks on the disk.
	 * @param location the location, as configured; relative to the working directory
	 * @param property the name of the property it was configured with, for the failure
	 * @return the tree
	 * @throws FailureAnalyzedException if there is no such directory, or it cannot be
	 * read
	 */
	public static FileTree of(String location, String property) {
		return open(location, property, () -> location.startsWith(CLASSPATH)
				? ClasspathTree.of(location.substring(CLASSPATH.length())) : new Jail(path(location)));
	}

	/**
	 * Opens a directory of the file system to write to. Blocks on the disk.
	 * @param location the location, as configured; relative to the working directory
	 * @param property the name of the property it was configured with, for the failure
	 * @return the tree
	 * @throws FailureAnalyzedException if there is no such directory, it cannot be read,
	 * or the platform cannot write safely
	 */
	public static WritableTree writable(String location, String property) {
		try {
			return open(location, property, () -> new WritableJail(path(location)));
		}
		catch (UnsupportedOperationException ex) {
			throw failure("Files cannot be written to safely on this platform, as %s asks for".formatted(property),
					"Run the application on Linux, or do not set %s.".formatted(property), ex);
		}
	}

	private static Path path(String location) {
		if (location.isBlank()) {
			throw new InvalidPathException(location, "it is blank");
		}
		return Path.of(location);
	}

	private static <T> T open(String location, String property, Opener<T> opener) {
		try {
			return opener.open();
		}
		catch (NoSuchFileException ex) {
			throw failure("The directory '%s' of %s does not exist".formatted(absolute(location), property),
					"Create it, or let %s name a directory that exists.".formatted(property), ex);
		}
		catch (NotDirectoryException ex) {
			throw failure("'%s' of %s is not a directory".formatted(absolute(location), property),
					"Let %s name the directory that holds the files.".formatted(property), ex);
		}
		catch (AccessDeniedException ex) {
			throw failure(
					"The directory '%s' of %s cannot be read by the user '%s'".formatted(absolute(location), property,
							System.getProperty("user.name")),
					"Permit that user to read and search it and to search the directories above it, or let %s name another."
						.formatted(property),
					ex);
		}
		catch (InvalidPathException ex) {
			throw failure("'%s' of %s does not name a directory: %s".formatted(location, property, ex.getReason()),
					"Let %s name a directory, or a folder of the class path as in 'classpath:/static'."
						.formatted(property),
					ex);
		}
		catch (IOException ex) {
			throw failure("The directory '%s' of %s cannot be read: %s".formatted(absolute(location), property, ex),
					"Check the file system, or let %s name another directory.".formatted(property), ex);
		}
	}

	private static FailureAnalyzedException failure(String description, String action, Exception cause) {
		return new FailureAnalyzedException(description + ".", action, cause);
	}

	private static String absolute(String location) {
		return location.startsWith(CLASSPATH) ? location : Path.of(location).toAbsolutePath().toString();
	}

	/**
	 * Opens a tree.
	 *
	 * @param <T> what it is
	 */
	@FunctionalInterface
	private interface Opener<T> {

		T open() throws IOException;

	}

}
