package dev.torsion.files;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Permissions as the lower nine bits of {@code stat}. Whatever else is in a number,
 * set-user-ID above all, is left out.
 */
final class FileMode {

	private static final PosixFilePermission[] BITS = PosixFilePermission.values();

	private FileMode() {
	}

	static Set<PosixFilePermission> permissions(int mode) {
		Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
		for (PosixFilePermission permission : BITS) {
			if ((mode & bit(permission)) != 0) {
				permissions.add(permission);
			}
		}
		return permissions;
	}

	static int of(Set<PosixFilePermission> permissions) {
		return permissions.stream().mapToInt(FileMode::bit).sum();
	}

	static FileAttribute<?> attribute(int mode) {
		return PosixFilePermissions.asFileAttribute(permissions(mode));
	}

	/** They are declared from OWNER_READ, 0400, to OTHERS_EXECUTE, 0001. */
	private static int bit(PosixFilePermission permission) {
		return 0400 >> permission.ordinal();
	}

}
