package dev.torsion.conch.files;

import dev.torsion.files.FilePath;

/**
 * A file or link is removed.
 *
 * @param user who has done it
 * @param path the file
 */
public record FileDeleted(String user, FilePath path) implements FileEvent {

}
