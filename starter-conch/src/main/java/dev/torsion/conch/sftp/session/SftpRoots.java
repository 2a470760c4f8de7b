package dev.torsion.conch.sftp.session;

import java.io.IOException;

import dev.torsion.conch.SshLogin;
import dev.torsion.files.WritableTree;

/**
 * Knows the files of who has logged in.
 */
@FunctionalInterface
public interface SftpRoots {

	/**
	 * Opens the files. May block.
	 * @param login who has logged in
	 * @return the files, with what is allowed
	 * @throws IOException if there are none
	 */
	WritableTree open(SshLogin login) throws IOException;

}
