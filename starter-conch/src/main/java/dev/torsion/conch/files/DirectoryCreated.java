package dev.torsion.conch.files;

import dev.torsion.files.FilePath;

/**
 * A directory is made.
 *
 * @param user who has done it
 * @param path the directory
 */
public record DirectoryCreated(String user, FilePath path) implements FileEvent {

}
