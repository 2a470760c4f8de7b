package dev.torsion.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;

/**
 * A folder of a jar, whose table of contents is read once. Opening a file reads it to
 * memory. All files are as old as the jar: reproducible builds give all versions of a
 * file one time, which would make caches keep the old version for ever.
 */
final class JarTree implements FileTree {

	/**
	 * Longest file, in bytes; what is larger belongs on the file system.
	 */
	static final int MAX_SIZE = 16 * 1024 * 1024;

	private final JarFile jar;

	private final String prefix;

	private final Map<FilePath, FileEntry> entries = new HashMap<>();

	private final Map<FilePath, Map<String, FileEntry>> directories = new HashMap<>();

	private JarTree(JarFile jar, String prefix, Instant modified) {
		this.jar = jar;
		this.prefix = prefix;
		addDirectory(FilePath.ROOT, modified);
		jar.stream()
			.filter((entry) -> entry.getName().startsWith(prefix) && entry.getName().length() > prefix.length())
			.forEach((entry) -> add(entry, modified));
	}

	/**
	 * Opens the folder that a URL names.
	 * @param connection the connection to the URL
	 * @return the folder
	 * @throws IOException if the jar cannot be read
	 */
	static JarTree of(JarURLConnection connection) throws IOException {
		// A jar from the cache may be closed by somebody else.
		connection.setUseCaches(false);
		String entry = connection.getEntryName();
		String prefix = (entry == null) ? "" : entry.endsWith("/") ? entry : entry + "/";
		return new JarTree(connection.getJarFile(), prefix, modified(connection));
	}

	@Override
	public @Nullable FileEntry find(FilePath path) {
		return this.entries.get(path);
	}

	@Override
	public OpenFile open(FilePath path) throws IOException {
		FileEntry entry = this.entries.get(path);
		ZipEntry content = this.jar.getEntry(this.prefix + String.join("/", path.names()));
		if (entry == null || entry.directory() || content == null) {
			throw new NoSuchFileException(path.toString());
		}
		if (entry.size() > MAX_SIZE) {
			throw new FileSystemException(path.toString(), null, "Too large to be read from a jar");
		}
		try (InputStream in = this.jar.getInputStream(content)) {
			byte[] bytes = in.readNBytes((int) entry.size());
			return new OpenFile(entry.withSize(bytes.length), new BytesChannel(bytes));
		}
	}

	@Override
	public List<FileEntry> list(FilePath directory, int limit) throws IOException {
		Map<String, FileEntry> children = this.directories.get(directory);
		if (children == null) {
			throw new NotDirectoryException(directory.toString());
		}
		return children.values().stream().limit(limit).toList();
	}

	private void add(ZipEntry entry, Instant modified) {
		String name = entry.getName().substring(this.prefix.length());
		FilePath path;
		try {
			path = FilePath.of(name);
		}
		catch (IllegalArgumentException ex) {
			// A name that cannot be asked for either.
			return;
		}
		if (name.startsWith("/")) {
			return;
		}
		if (entry.isDirectory()) {
			addDirectory(path, modified);
		}
		else if (entry.getSize() >= 0) {
			addDirectory(path.parent(), modified);
			put(path, new FileEntry(path.name(), false, entry.getSize(), modified, entry.getCrc()));
		}
	}

	private void addDirectory(FilePath path, Instant modified) {
		if (this.directories.putIfAbsent(path, new LinkedHashMap<>()) != null) {
			return;
		}
		FileEntry entry = new FileEntry(path.name(), true, 0, modified, null);
		if (path.names().isEmpty()) {
			this.entries.put(path, entry);
			return;
		}
		addDirectory(path.parent(), modified);
		put(path, entry);
	}

	private void put(FilePath path, FileEntry entry) {
		this.entries.put(path, entry);
		Map<String, FileEntry> siblings = this.directories.get(path.parent());
		if (siblings != null) {
			siblings.put(entry.name(), entry);
		}
	}

	private static Instant modified(JarURLConnection connection) throws IOException {
		URL file = connection.getJarFileURL();
		try {
			return file.getProtocol().equals("file") ? Files.getLastModifiedTime(Path.of(file.toURI())).toInstant()
					: Instant.ofEpochMilli(connection.getLastModified());
		}
		catch (URISyntaxException ex) {
			throw new IOException("Cannot read " + file, ex);
		}
	}

}
