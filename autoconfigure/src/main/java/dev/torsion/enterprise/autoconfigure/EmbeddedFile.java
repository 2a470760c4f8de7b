package dev.torsion.enterprise.autoconfigure;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import dev.torsion.files.DataFolder;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The file of the embedded database, which its owner alone may read.
 *
 * @param folder the folder it is in
 */
record EmbeddedFile(DataFolder folder) {

	private static final String NAME = "torsion";

	/** What H2 appends to the name. */
	private static final String SUFFIX = ".mv.db";

	/**
	 * Makes the file, empty, unless it is there; blocks.
	 * @return how to open it
	 */
	ConnectionFactoryOptions options() {
		return ConnectionFactoryOptions.builder()
			.option(ConnectionFactoryOptions.DRIVER, "h2")
			.option(ConnectionFactoryOptions.PROTOCOL, "file")
			.option(ConnectionFactoryOptions.DATABASE, prepare())
			.option(ConnectionFactoryOptions.USER, "sa")
			.option(ConnectionFactoryOptions.PASSWORD, "")
			// Closed with the last connection, not by a hook that runs while requests end
			.option(Option.valueOf("options"), "DB_CLOSE_ON_EXIT=FALSE")
			.build();
	}

	private String prepare() {
		try {
			Path file = this.folder.resolve(NAME + SUFFIX);
			if (Files.notExists(file)) {
				Files.createFile(file);
			}
			if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
				Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
			}
			return file.resolveSibling(NAME).toString();
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException(
					"The file of the embedded database cannot be made in %s: %s".formatted(this.folder.path(), ex),
					"Set network.data to a folder that the application may write to, or spring.r2dbc.url to another database.",
					ex);
		}
	}

}
