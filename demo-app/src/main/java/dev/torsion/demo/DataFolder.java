package dev.torsion.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.springframework.core.env.Environment;

/**
 * The folder that keeps what has to survive a restart.
 *
 * @param path where it is
 */
record DataFolder(Path path) {

	private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

	static DataFolder of(Environment environment) {
		return new DataFolder(Path.of(environment.getProperty("network.data", "data")));
	}

	Path resolve(String name) throws IOException {
		if (Files.notExists(this.path)) {
			Files.createDirectories(this.path, ownerOnly());
		}
		return this.path.resolve(name);
	}

	/**
	 * Writes a file that its owner alone may read: whole, or not at all.
	 */
	void write(String name, String text) throws IOException {
		Path file = resolve(name);
		// Created anew, so with the mode of a temporary file: 0600
		Path written = Files.createTempFile(this.path, name, null);
		try {
			Files.writeString(written, text);
			Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(written);
		}
	}

	private static FileAttribute<?>[] ownerOnly() {
		boolean posix = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
		return posix ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER) } : new FileAttribute<?>[0];
	}

}
