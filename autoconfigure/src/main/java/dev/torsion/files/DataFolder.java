package dev.torsion.files;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder of {@code network.data}, which keeps what has to survive a restart. It is
 * made when it is first needed, for its owner only; so are folders below it. Its methods
 * block: they are not for the event loop.
 *
 * @param path where it is
 */
public record DataFolder(Path path) {

	private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

	/**
	 * The place of something that is kept; what it is in exists then.
	 * @param name its path below this folder; an absolute one is taken as it is
	 * @return the absolute path
	 * @throws IOException if a folder cannot be made
	 */
	public Path resolve(String name) throws IOException {
		Path place = this.path.resolve(name).toAbsolutePath().normalize();
		Path parent = place.getParent();
		if (parent != null && Files.notExists(parent)) {
			Files.createDirectories(parent, ownerOnly());
		}
		return place;
	}

	/**
	 * Writes a file that its owner alone may read: whole, or not at all.
	 * @param name its path below this folder
	 * @param text what it holds, in UTF-8
	 * @throws IOException if it cannot be written
	 */
	public void write(String name, String text) throws IOException {
		Path file = resolve(name);
		// Created anew, so with the mode of a temporary file: 0600
		Path written = Files.createTempFile(file.resolveSibling(""), file.getFileName().toString(), null);
		try {
			Files.writeString(written, text);
			Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(written);
		}
	}

	private static FileAttribute<?>[] ownerOnly() {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		return posix ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER) } : new FileAttribute<?>[0];
	}

}
