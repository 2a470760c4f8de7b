package dev.torsion.conch.files;

import dev.torsion.files.FilePath;

/**
 * A directory is removed.
 *
 * @param user who has done it
 * @param path the directory
 */
public record DirectoryDeleted(String user, FilePath path) implements FileEvent {

}
