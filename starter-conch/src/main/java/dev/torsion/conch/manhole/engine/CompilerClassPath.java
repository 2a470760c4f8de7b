package dev.torsion.conch.manhole.engine;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where the compiler finds the classes of the application. Jars inside of a packaged
 * application are mounted where they are, nothing is extracted; they stay mounted until
 * this is closed, because JShell keeps what it knows of a path as long as the JVM lives.
 */
public final class CompilerClassPath implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(CompilerClassPath.class);

	private static final String NESTED = "nested:";

	private final ClassLoader loader;

	private final List<FileSystem> mounted = new ArrayList<>();

	private @Nullable List<Path> paths;

	/**
	 * Creates the class path. Nothing is mounted before it is asked for.
	 * @param loader the class loader of the application
	 */
	public CompilerClassPath(ClassLoader loader) {
		this.loader = loader;
	}

	/**
	 * The class loader of the application.
	 * @return the class loader
	 */
	ClassLoader loader() {
		return this.loader;
	}

	/**
	 * Folders and jars with classes, which includes folders that are the insides of a
	 * jar.
	 * @return the paths
	 */
	synchronized List<Path> paths() {
		if (this.paths == null) {
			Set<Path> found = new LinkedHashSet<>();
			for (ClassLoader each = this.loader; each != null; each = each.getParent()) {
				if (each instanceof URLClassLoader urls) {
					for (URL url : urls.getURLs()) {
						add(url, found);
					}
				}
			}
			for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
				if (!entry.isEmpty()) {
					found.add(Path.of(entry).toAbsolutePath());
				}
			}
			this.paths = List.copyOf(found);
		}
		return this.paths;
	}

	private void add(URL url, Set<Path> found) {
		try {
			Path path = path(url);
			if (path != null && Files.exists(path)) {
				found.add(path);
			}
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("Snippets of the manhole cannot use classes of " + url, ex);
		}
	}

	private @Nullable Path path(URL url) throws IOException {
		String location = url.getPath();
		if (url.getProtocol().equals("file")) {
			return Path.of(URI.create(url.toString()));
		}
		if (!url.getProtocol().equals("jar") || !location.endsWith("!/")) {
			return null;
		}
		URI jar = URI.create(location.substring(0, location.length() - "!/".length()));
		return location.startsWith(NESTED) ? mount(Path.of(jar)) : Path.of(jar);
	}

	// A jar within a jar has a path of Spring Boot's own file system
	private Path mount(Path jar) throws IOException {
		FileSystem inside = FileSystems.newFileSystem(jar, (ClassLoader) null);
		this.mounted.add(inside);
		return inside.getPath("/");
	}

	@Override
	public synchronized void close() throws IOException {
		for (FileSystem inside : this.mounted) {
			inside.close();
		}
		this.mounted.clear();
		this.paths = List.of();
	}

}
