package dev.torsion.conch.scp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * What peers are told of failures; nothing of it is of the server's own paths.
 */
final class ScpMessages {

	private ScpMessages() {
	}

	/**
	 * A message after which the transfer goes on.
	 * @param text the text
	 * @return the bytes to send
	 */
	static byte[] warning(String text) {
		String line = text.codePoints()
			.map((c) -> Character.isISOControl(c) ? '?' : c)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
		return ("\1scp: " + line + "\n").getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Says why something has failed.
	 * @param name what it was about, as the peer named it
	 * @param ex the failure
	 * @return the text
	 */
	static String text(String name, Exception ex) {
		return name + ": " + reason(ex);
	}

	private static String reason(Exception ex) {
		if (ex instanceof NoSuchFileException) {
			return "No such file or directory";
		}
		if (ex instanceof AccessDeniedException) {
			return "Permission denied";
		}
		if (ex instanceof FileAlreadyExistsException) {
			return "File exists";
		}
		if (ex instanceof NotDirectoryException) {
			return "Not a directory";
		}
		if (ex instanceof IllegalArgumentException) {
			return "Not a name for a file";
		}
		// Those of the system are of its own words
		String said = (ex instanceof FileSystemException failure) ? failure.getReason()
				: (ex.getClass() == IOException.class) ? ex.getMessage() : null;
		return (said != null) ? said : "Failure";
	}

}
