package dev.torsion.web.content;

import dev.torsion.files.FileEntry;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileTree;

/**
 * A file that is sent from the disk.
 *
 * @param head its headers
 * @param entry the file, as it was when last looked at
 * @param files the tree it is in
 * @param path its path in the tree
 */
public record LargeFile(Head head, FileEntry entry, FileTree files, FilePath path) implements Resource {

}
