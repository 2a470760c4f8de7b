package dev.torsion.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * An open directory, read bit by bit. For use by one thread at a time.
 */
public interface FileListing extends Closeable {

	/**
	 * Reads on.
	 * @param limit the most entries to return
	 * @return the next entries, none at the end
	 * @throws IOException if the file system fails
	 */
	List<FileStatus> next(int limit) throws IOException;

}
