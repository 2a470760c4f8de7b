package dev.torsion.files;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A folder of the class path: what its directories and jars hold under that name, the
 * earlier on the class path hiding what is of the same name in the later. A jar (also one
 * inside an executable jar) counts if it has an entry for the folder itself, which
 * {@code jar}, Maven and Gradle all write.
 */
final class ClasspathTree implements FileTree {

	private final String folder;

	private final List<FileTree> trees;

	private ClasspathTree(String folder, List<FileTree> trees) {
		this.folder = folder;
		this.trees = List.copyOf(trees);
	}

	/**
	 * Opens a folder of the class path of the application.
	 * @param folder the name of the folder; slashes around it are ignored
	 * @return the folder
	 * @throws InvalidPathException if it is none, or the class path itself
	 * @throws NoSuchFileException if there is none
	 * @throws IOException if it cannot be read
	 */
	static ClasspathTree of(String folder) throws IOException {
		return of(folder, ClassUtils.getDefaultClassLoader());
	}

	static ClasspathTree of(String folder, @Nullable ClassLoader loader) throws IOException {
		FilePath path;
		try {
			path = FilePath.of(folder);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPathException(folder, "a folder's name has no '.', '..', '//' or '\\'");
		}
		if (path.names().isEmpty()) {
			throw new InvalidPathException(folder, "the whole class path would show the program and its configuration");
		}
		String name = String.join("/", path.names());
		List<FileTree> trees = new ArrayList<>();
		for (URL url : Collections
			.list((loader != null) ? loader.getResources(name + "/") : ClassLoader.getSystemResources(name + "/"))) {
			trees.add(open(url, name));
		}
		if (trees.isEmpty()) {
			throw new NoSuchFileException(name);
		}
		return new ClasspathTree(name, trees);
	}

	@Override
	public @Nullable FileEntry find(FilePath path) throws IOException {
		FileTree holder = holder(path);
		return (holder != null) ? holder.find(path) : null;
	}

	@Override
	public OpenFile open(FilePath path) throws IOException {
		FileTree holder = holder(path);
		if (holder == null) {
			throw new NoSuchFileException(path.toString());
		}
		return holder.open(path);
	}

	@Override
	public List<FileEntry> list(FilePath directory, int limit) throws IOException {
		FileEntry first = find(directory);
		if (first == null || !first.directory()) {
			throw new NotDirectoryException(directory.toString());
		}
		Map<String, FileEntry> entries = new LinkedHashMap<>();
		for (FileTree tree : this.trees) {
			FileEntry entry = tree.find(directory);
			if (entry != null && entry.directory()) {
				tree.list(directory, limit).forEach((child) -> entries.putIfAbsent(child.name(), child));
			}
		}
		return entries.values().stream().limit(limit).toList();
	}

	@Override
	public String toString() {
		return "classpath:/" + this.folder;
	}

	private @Nullable FileTree holder(FilePath path) throws IOException {
		for (FileTree tree : this.trees) {
			if (tree.find(path) != null) {
				return tree;
			}
		}
		return null;
	}

	private static FileTree open(URL url, String folder) throws IOException {
		try {
			if (url.getProtocol().equals("file")) {
				return new Jail(Path.of(url.toURI()));
			}
			URLConnection connection = url.openConnection();
			if (connection instanceof JarURLConnection jar) {
				return JarTree.of(jar);
			}
		}
		catch (URISyntaxException | FileSystemNotFoundException | IllegalArgumentException ex) {
			throw new IOException("Cannot read " + url, ex);
		}
		throw new IOException("Cannot list " + url);
	}

}
