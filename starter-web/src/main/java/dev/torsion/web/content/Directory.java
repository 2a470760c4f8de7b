package dev.torsion.web.content;

import dev.torsion.files.FilePath;

/**
 * A directory without index file that may be listed.
 *
 * @param mount the mount it is in
 * @param path its path in the mount
 */
public record Directory(MountPoint mount, FilePath path) implements Resource {

}
