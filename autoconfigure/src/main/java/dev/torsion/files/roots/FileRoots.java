package dev.torsion.files.roots;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.torsion.files.DataFolder;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileTrees;
import dev.torsion.files.WritableJail;
import dev.torsion.files.WritableTree;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The roots of the trees of accounts, such as {@code /srv/files/{user}}. Everybody who
 * logs in as the same account gets the same tree, and with it the same quota. Its methods
 * block. Safe for use by many threads.
 */
public final class FileRoots {

	/**
	 * What stands for the name of the account, once or not at all.
	 */
	public static final String USER = "{user}";

	/**
	 * Longest name of an account that has a root of its own, in UTF-16 units.
	 */
	public static final int MAX_NAME = 64;

	private static final int MAX_TREES = 1024;

	private final String pattern;

	private final boolean create;

	private final @Nullable FileLimits limits;

	private final Clock clock;

	private final Map<Path, WritableTree> trees = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Path, WritableTree> eldest) {
			return size() > MAX_TREES;
		}

	};

	/**
	 * Creates the roots.
	 * @param pattern the path, relative to the working directory
	 * @param create whether the directory of an account is made when it is first asked
	 * for, with mode 0700; it has to exist otherwise
	 * @param limits the room that each root has, {@code null} if all there is
	 * @param clock tells when to count again what is in it
	 */
	public FileRoots(String pattern, boolean create, @Nullable FileLimits limits, Clock clock) {
		this.pattern = pattern;
		this.create = create;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * Makes sure, at start, that the root is there, or what the roots of all are in;
	 * makes it if directories are to be made.
	 * @param property the name of the property it was configured with, for the failure
	 * @return these roots
	 * @throws org.springframework.boot.diagnostics.FailureAnalyzedException if there is
	 * no such directory, it cannot be read, or the platform cannot write safely
	 */
	public FileRoots check(String property) {
		Path common = this.pattern.contains(USER) ? common().resolveSibling("") : Path.of(this.pattern);
		if (this.create) {
			make(common, property);
		}
		FileTrees.writable(common.toString(), property);
		return this;
	}

	private static void make(Path directory, String property) {
		try {
			new DataFolder(directory).resolve("x");
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException(
					"The directory '%s' of %s cannot be made: %s.".formatted(directory.toAbsolutePath(), property, ex),
					"Make it, or let %s name another.".formatted(property), ex);
		}
	}

	/**
	 * The files of an account.
	 * @param user its name
	 * @return its tree
	 * @throws AccessDeniedException if the name cannot be that of a directory, or the
	 * directory may not be read
	 * @throws java.nio.file.NoSuchFileException if there is no such directory
	 * @throws IOException if the file system fails
	 */
	public WritableTree tree(String user) throws IOException {
		Path root = root(user);
		synchronized (this.trees) {
			WritableTree known = this.trees.get(root);
			if (known != null) {
				return known;
			}
		}
		WritableTree opened = open(root);
		synchronized (this.trees) {
			WritableTree first = this.trees.putIfAbsent(root, opened);
			return (first != null) ? first : opened;
		}
	}

	private WritableTree open(Path root) throws IOException {
		if (this.create && this.pattern.contains(USER)) {
			create(root);
		}
		WritableTree jail = new WritableJail(root);
		return (this.limits != null) ? new QuotaTree(jail, this.limits, this.clock) : jail;
	}

	private Path root(String user) throws IOException {
		if (!this.pattern.contains(USER)) {
			return Path.of(this.pattern).toAbsolutePath();
		}
		if (!isAllowed(user)) {
			throw new AccessDeniedException(null, null, "Not the name of a directory");
		}
		try {
			return Path.of(this.pattern.replace(USER, user)).toAbsolutePath();
		}
		catch (InvalidPathException ex) {
			throw new AccessDeniedException(null, null, "Not the name of a directory");
		}
	}

	/** Nor do hidden directories belong to anybody. */
	private static boolean isAllowed(String user) {
		return user.length() <= MAX_NAME && FilePath.allows(user) && !user.startsWith(".")
				&& user.codePoints().noneMatch((c) -> Character.getType(c) == Character.FORMAT);
	}

	/**
	 * Makes what is below the part of the path that is the same for all.
	 */
	private void create(Path root) throws IOException {
		Path made = root.getRoot().resolve(root.subpath(0, common().getNameCount()));
		createIfAbsent(made);
		for (Path name : made.relativize(root)) {
			made = made.resolve(name);
			createIfAbsent(made);
		}
	}

	/** The directory whose name has that of the account in it. */
	private Path common() {
		return Path.of(this.pattern.substring(0, this.pattern.indexOf(USER)) + "x").toAbsolutePath();
	}

	private static void createIfAbsent(Path directory) throws IOException {
		if (Files.notExists(directory)) {
			try {
				Files.createDirectory(directory,
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
			}
			catch (FileAlreadyExistsException ex) {
				// By another login of the account
				return;
			}
		}
	}

}
