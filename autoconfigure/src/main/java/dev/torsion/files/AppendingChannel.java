package dev.torsion.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file open for reading, of which every write goes to the end: what O_APPEND is where
 * Java has it for files only that are not read.
 */
final class AppendingChannel extends FilteredChannel {

	AppendingChannel(FileChannel file) {
		super(file);
	}

	@Override
	public synchronized int write(ByteBuffer from, long position) throws IOException {
		return file().write(from, file().size());
	}

}
