package dev.torsion.conch.files;

import dev.torsion.files.FilePath;

/**
 * A file, directory or link has another name.
 *
 * @param user who has done it
 * @param path its name before
 * @param to its name now
 */
public record FileRenamed(String user, FilePath path, FilePath to) implements FileEvent {

}
