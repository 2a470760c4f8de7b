package dev.torsion.files;

import java.util.ArrayList;
import java.util.List;

/**
 * A path below the root of a {@link FileTree}: names, from the root down. Names that
 * could mean anything else than an entry of their directory ({@code .}, {@code ..},
 * empty, with a slash, a NUL or another control character) cannot be part of one, nor can
 * those of what is still being made.
 *
 * @param names the names; none is the root itself
 */
public record FilePath(List<String> names) {

	/**
	 * The root of the tree.
	 */
	public static final FilePath ROOT = new FilePath(List.of());

	/**
	 * Most names a path may have.
	 */
	public static final int MAX_NAMES = 128;

	/**
	 * Longest name, in UTF-16 units; that of Linux's file systems, in bytes.
	 */
	public static final int MAX_NAME = 255;

	/**
	 * What the names of entries begin with that are still being made.
	 */
	static final String UNFINISHED = ".torsion-";

	public FilePath {
		if (names.size() > MAX_NAMES) {
			throw new IllegalArgumentException("More than " + MAX_NAMES + " names");
		}
		names = List.copyOf(names);
		names.forEach(FilePath::check);
	}

	/**
	 * Parses a path whose names are separated by single slashes; leading and trailing
	 * slashes are ignored.
	 * @param path the path, already decoded
	 * @return the path
	 * @throws IllegalArgumentException if a name is not allowed
	 */
	public static FilePath of(String path) {
		int start = path.startsWith("/") ? 1 : 0;
		int end = (path.length() > start && path.endsWith("/")) ? path.length() - 1 : path.length();
		return (start == end) ? ROOT : new FilePath(List.of(path.substring(start, end).split("/", MAX_NAMES + 2)));
	}

	/**
	 * The path of an entry of this directory.
	 * @param name the name of the entry
	 * @return its path
	 * @throws IllegalArgumentException if the name is not allowed
	 */
	public FilePath resolve(String name) {
		List<String> longer = new ArrayList<>(this.names);
		longer.add(name);
		return new FilePath(longer);
	}

	/**
	 * The path of the directory in which this is.
	 * @return its path, the root's for the root itself
	 */
	public FilePath parent() {
		return this.names.isEmpty() ? this : new FilePath(this.names.subList(0, this.names.size() - 1));
	}

	/**
	 * The last name, empty for the root.
	 * @return the last name
	 */
	public String name() {
		return this.names.isEmpty() ? "" : this.names.get(this.names.size() - 1);
	}

	@Override
	public String toString() {
		return "/" + String.join("/", this.names);
	}

	/**
	 * Whether a name may be part of a path.
	 * @param name the name
	 * @return whether it can only mean an entry of its directory
	 */
	public static boolean allows(String name) {
		return !name.isEmpty() && name.length() <= MAX_NAME && !name.equals(".") && !name.equals("..")
				&& !name.startsWith(UNFINISHED)
				&& name.chars().noneMatch((c) -> c == '/' || c == '\\' || Character.isISOControl(c));
	}

	private static void check(String name) {
		if (!allows(name)) {
			throw new IllegalArgumentException("Not the name of a file");
		}
	}

}
