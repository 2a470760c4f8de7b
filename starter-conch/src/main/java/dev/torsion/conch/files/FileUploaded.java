package dev.torsion.conch.files;

import dev.torsion.files.FilePath;

/**
 * A file that was open for writing, and was written to or made, is closed.
 *
 * @param user who has done it
 * @param path the file
 * @param bytes how many bytes were written
 * @param complete whether the peer has closed it, or sent all of it; otherwise the
 * connection or the transfer was broken off
 */
public record FileUploaded(String user, FilePath path, long bytes, boolean complete) implements FileEvent {

}
