package dev.torsion.conch.hostkey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Whether a file with a secret is kept as one.
 */
final class FileOwners {

	private static final Set<PosixFilePermission> OTHERS = EnumSet.of(PosixFilePermission.GROUP_READ,
			PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_READ,
			PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

	private FileOwners() {
	}

	/**
	 * What others may do with a file.
	 * @param file the file
	 * @return what is wrong with it, {@code null} if nothing is
	 * @throws IOException if the file system fails
	 */
	static @Nullable String others(Path file) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
		if (view == null) {
			return null;
		}
		Set<PosixFilePermission> permissions = EnumSet.copyOf(view.readAttributes().permissions());
		permissions.retainAll(OTHERS);
		return permissions.isEmpty() ? null : "can be read or written by others than its owner";
	}

}
