package dev.torsion.conch.files;

import java.io.IOException;

import dev.torsion.conch.SshLogin;

/**
 * Knows the files of logins. The bean of this type decides for SFTP and SCP alike;
 * declare one to have roots that properties cannot describe. Safe for use by many
 * threads.
 */
@FunctionalInterface
public interface FileAccesses {

	/**
	 * Finds the files of a login. Called once for a session; blocks.
	 * @param login who has logged in
	 * @return its files
	 * @throws java.nio.file.AccessDeniedException if there are none for that login
	 * @throws IOException if the file system fails, or there is no such directory
	 */
	FileAccess of(SshLogin login) throws IOException;

}
