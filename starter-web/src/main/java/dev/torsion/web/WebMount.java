package dev.torsion.web;

import java.util.List;

import dev.torsion.files.FileTree;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A tree of files at a path of the web server. A bean of this type adds one in Java, as
 * an item of {@code network.web.mounts} does in YAML. Immutable: every {@code with}
 * method returns another mount.
 */
public final class WebMount {

	private final String path;

	private final Source source;

	private final boolean listing;

	private final @Nullable List<String> index;

	private final List<String> tryFiles;

	private WebMount(String path, Source source, boolean listing, @Nullable List<String> index, List<String> tryFiles) {
		this.path = path;
		this.source = source;
		this.listing = listing;
		this.index = index;
		this.tryFiles = tryFiles;
	}

	/**
	 * Mounts a directory.
	 * @param path the path, such as {@code /doc}
	 * @param root the directory: a path of the file system, or {@code classpath:} and a
	 * path
	 * @return the mount
	 */
	public static WebMount of(String path, String root) {
		Assert.hasText(root, "'root' must not be empty");
		return new WebMount(normalized(path), new Source(root, null, false), false, null, List.of());
	}

	/**
	 * Mounts files that come from anywhere.
	 * @param path the path, such as {@code /doc}
	 * @param files the files
	 * @return the mount
	 */
	public static WebMount of(String path, FileTree files) {
		Assert.notNull(files, "'files' must not be null");
		return new WebMount(normalized(path), new Source(null, files, false), false, null, List.of());
	}

	/**
	 * Mounts a directory of CGI programs: every executable file in it, and in the
	 * directories below it, is run and never sent. It has no index files, listings or
	 * fallbacks.
	 * @param path the path, such as {@code /cgis}
	 * @param directory the directory, a path of the file system; it may not overlap with
	 * one whose files are sent
	 * @return the mount
	 */
	public static WebMount cgi(String path, String directory) {
		Assert.hasText(directory, "'directory' must not be empty");
		return new WebMount(normalized(path), new Source(directory, null, true), false, null, List.of());
	}

	/**
	 * Shows what is in a directory that has no index file.
	 * @return the mount with listings
	 */
	public WebMount withListing() {
		return new WebMount(this.path, this.source, true, this.index, this.tryFiles);
	}

	/**
	 * Names the files that stand for their directory, instead of those of
	 * {@code network.web.index}.
	 * @param names the names, in order of preference; none switches index files off
	 * @return the mount with these index files
	 */
	public WebMount withIndex(String... names) {
		return new WebMount(this.path, this.source, this.listing, List.of(names), this.tryFiles);
	}

	/**
	 * Names the files to answer with when nothing else of the application answers a page
	 * request, as single-page applications need it.
	 * @param files paths below this mount, in order; <code>{path}</code> stands for the
	 * requested one
	 * @return the mount with these fallbacks
	 */
	public WebMount withTryFiles(String... files) {
		return new WebMount(this.path, this.source, this.listing, this.index, List.of(files));
	}

	/**
	 * The path the files are mounted at.
	 * @return the path, without slash at its end; empty for the root of the server
	 */
	public String path() {
		return this.path;
	}

	/**
	 * The directory that is mounted.
	 * @return where it is, or {@code null} if {@link #files} are
	 */
	public @Nullable String root() {
		return this.source.root();
	}

	/**
	 * The files that are mounted.
	 * @return the files, or {@code null} if the {@link #root} directory is
	 */
	public @Nullable FileTree files() {
		return this.source.files();
	}

	/**
	 * Whether the files of the {@link #root} directory are run instead of being sent.
	 * @return whether they are
	 */
	public boolean isCgi() {
		return this.source.cgi();
	}

	/**
	 * Whether directories are listed.
	 * @return whether they are
	 */
	public boolean listing() {
		return this.listing;
	}

	/**
	 * The names of the index files.
	 * @return the names, or {@code null} for those of {@code network.web.index}
	 */
	public @Nullable List<String> index() {
		return this.index;
	}

	/**
	 * The files to answer with when nothing else does.
	 * @return their paths below the mount
	 */
	public List<String> tryFiles() {
		return this.tryFiles;
	}

	@Override
	public String toString() {
		return (this.path.isEmpty() ? "/" : this.path) + " -> " + this.source;
	}

	private static String normalized(String path) {
		Assert.isTrue(path.startsWith("/"), () -> "'path' must begin with a slash: " + path);
		Assert.isTrue(!path.contains("//") && !path.contains("/."), () -> "'path' is not plain: " + path);
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

	private record Source(@Nullable String root, @Nullable FileTree files, boolean cgi) {

		@Override
		public String toString() {
			return (this.cgi ? "cgi " : "") + ((this.root != null) ? this.root : this.files);
		}

	}

}
