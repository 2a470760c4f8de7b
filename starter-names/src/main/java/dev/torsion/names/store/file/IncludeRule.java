package dev.torsion.names.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * Which files a zone file may include. A relative name begins at the folder of the file
 * that includes.
 */
final class IncludeRule {

	private final Resource zone;

	private final boolean anywhere;

	IncludeRule(Resource zone, boolean anywhere) {
		this.zone = zone;
		this.anywhere = anywhere;
	}

	/**
	 * Finds a file. Links are followed, lest one leads out.
	 * @param includer the file that includes it
	 * @param name its name there
	 * @return the file
	 * @throws IOException if it may not be included
	 */
	Resource resolve(Resource includer, String name) throws IOException {
		if (!includer.isFile()) {
			String path = StringUtils.cleanPath(name);
			if (path.startsWith("/") || path.startsWith("..")) {
				throw new IOException(name + " is not below the folder of the zone file");
			}
			return includer.createRelative(path);
		}
		Path file = includer.getFile().toPath().toAbsolutePath().resolveSibling(name);
		if (!this.anywhere && Files.exists(file) && !file.toRealPath().startsWith(folder())) {
			throw new IOException(name + " is not below the folder of the zone file");
		}
		return new FileSystemResource(file);
	}

	private Path folder() throws IOException {
		return this.zone.getFile().toPath().toAbsolutePath().resolveSibling(".").toRealPath();
	}

}
