package dev.torsion.conch.auth.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/**
 * Who could have written a file, much as StrictModes of OpenSSH's sshd_config: it and the
 * folders of the account it is in belong to the account, to root, or to whom the
 * application runs as, no one else may write them, and none is a link.
 */
final class FileOwnership {

	private static final Set<PosixFilePermission> OTHERS = Set.of(PosixFilePermission.GROUP_WRITE,
			PosixFilePermission.OTHERS_WRITE);

	private FileOwnership() {
	}

	/**
	 * Checks a file.
	 * @param file the file
	 * @param own the index of the first name of its path that depends on the account
	 * @param user the name of the account
	 * @throws IOException if it is not there, or somebody else could have written it
	 */
	static void check(Path file, int own, String user) throws IOException {
		for (int i = own; i < file.getNameCount(); i++) {
			Path part = file.getRoot().resolve(file.subpath(0, i + 1));
			boolean last = i == file.getNameCount() - 1;
			PosixFileAttributes attributes = Files.readAttributes(part, PosixFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			if (last ? !attributes.isRegularFile() : !attributes.isDirectory()) {
				throw new IOException(part + (last ? " is not a regular file" : " is not a folder"));
			}
			String owner = attributes.owner().getName();
			if (!List.of("root", System.getProperty("user.name"), user).contains(owner)) {
				throw new IOException(part + " belongs to " + owner);
			}
			if (attributes.permissions().stream().anyMatch(OTHERS::contains)) {
				throw new IOException("Others may write " + part);
			}
		}
	}

}
