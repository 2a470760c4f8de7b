package dev.torsion.web.cgi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes scripts for tests.
 */
public final class Scripts {

	private Scripts() {
	}

	/**
	 * Writes a shell script that may be executed.
	 */
	public static Path shell(Path directory, String name, String lines) throws IOException {
		return executable(directory, name, "#!/bin/sh\n" + lines + "\n");
	}

	public static Path executable(Path directory, String name, String text) throws IOException {
		Path file = Files.writeString(directory.resolve(name), text);
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}
