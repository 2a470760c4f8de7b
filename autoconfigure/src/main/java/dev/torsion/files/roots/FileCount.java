package dev.torsion.files.roots;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.torsion.files.FileListing;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileStatus;
import dev.torsion.files.WritableTree;

/**
 * What is in a tree.
 *
 * @param files the number of files, directories and links
 * @param bytes the sum of the lengths of the files
 */
record FileCount(long files, long bytes) {

	private static final int AT_ONCE = 256;

	/**
	 * Counts. Blocks for long.
	 * @param tree the tree
	 * @param limit the most entries of interest; counting ends there
	 * @return what is in it
	 * @throws IOException if the file system fails
	 */
	static FileCount of(WritableTree tree, long limit) throws IOException {
		FileCount count = new FileCount(0, 0);
		Deque<FilePath> ahead = new ArrayDeque<>(List.of(FilePath.ROOT));
		while (!ahead.isEmpty() && count.files <= limit) {
			FilePath directory = ahead.removeLast();
			try (FileListing listing = tree.listing(directory)) {
				for (List<FileStatus> next = listing.next(AT_ONCE); !next.isEmpty()
						&& count.files <= limit; next = listing.next(AT_ONCE)) {
					for (FileStatus entry : next) {
						count = count.plus(entry);
						if (entry.type() == FileStatus.Type.DIRECTORY
								&& directory.names().size() < FilePath.MAX_NAMES) {
							ahead.add(directory.resolve(entry.name()));
						}
					}
				}
			}
			catch (AccessDeniedException ex) {
				throw ex;
			}
			catch (FileSystemException ex) {
				// It has gone
				continue;
			}
		}
		return count;
	}

	private FileCount plus(FileStatus entry) {
		long more = (entry.type() == FileStatus.Type.FILE) ? entry.size() : 0;
		return new FileCount(this.files + 1, this.bytes + more);
	}

}
