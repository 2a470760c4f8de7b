package dev.torsion.conch.client;

import java.time.Instant;

/**
 * A file at a server, as SFTP tells of it.
 *
 * @param name its name, without the path
 * @param size its size in bytes
 * @param isDirectory whether it is a folder
 * @param isRegular whether it is neither a folder nor a link nor anything special
 * @param modified when it was last changed
 * @param permissions its permissions, as {@code chmod} takes them
 */
public record SshFile(String name, long size, boolean isDirectory, boolean isRegular, Instant modified,
		int permissions) {

}
