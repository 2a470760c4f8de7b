package dev.torsion.conch.files;

import dev.torsion.files.FilePath;

/**
 * A file that was read from is closed.
 *
 * @param user who has done it
 * @param path the file
 * @param bytes how many bytes were read
 * @param complete whether the peer has closed it, or taken all of it; otherwise the
 * connection or the transfer was broken off
 */
public record FileDownloaded(String user, FilePath path, long bytes, boolean complete) implements FileEvent {

}
