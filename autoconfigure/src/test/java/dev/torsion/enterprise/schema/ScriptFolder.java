package dev.torsion.enterprise.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A schema whose scripts a test writes.
 */
final class ScriptFolder {

	private final Path folder;

	ScriptFolder(Path folder) {
		this.folder = folder;
	}

	Schema schema() {
		return new Schema("club", "file:" + this.folder);
	}

	ScriptFolder with(String path, String sql) {
		try {
			Path file = this.folder.resolve(path);
			Files.createDirectories(file.resolveSibling(""));
			Files.writeString(file, sql);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	ScriptFolder without(String path) {
		try {
			Files.delete(this.folder.resolve(path));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
