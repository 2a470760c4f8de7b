package dev.torsion.web.content;

import dev.torsion.files.FileEntry;
import dev.torsion.files.FilePath;

/**
 * A file that is sent from the disk.
 *
 * @param head its headers
 * @param entry the file, as it was when last looked at
 * @param mount the mount it is in
 * @param path its path in the mount
 */
public record LargeFile(Head head, FileEntry entry, MountPoint mount, FilePath path) implements Resource {

}
