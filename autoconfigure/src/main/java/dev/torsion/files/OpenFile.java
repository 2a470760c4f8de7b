package dev.torsion.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * A file opened for reading.
 *
 * @param entry what was opened, as it was at that moment
 * @param channel its bytes; a {@link java.nio.channels.FileChannel} where the tree is one
 * of the file system's. Closed by whoever opened it
 */
public record OpenFile(FileEntry entry, SeekableByteChannel channel) implements Closeable {

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
