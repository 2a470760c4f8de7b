package dev.torsion.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * An open file whose writes are looked at before they happen. It can neither be mapped to
 * memory nor locked.
 */
public abstract class FilteredChannel extends FileChannel {

	private static final int COPIED = 64 * 1024;

	private final FileChannel file;

	/**
	 * Creates the channel.
	 * @param file the file, closed with this
	 */
	protected FilteredChannel(FileChannel file) {
		this.file = file;
	}

	/**
	 * The open file itself.
	 * @return the file
	 */
	protected final FileChannel file() {
		return this.file;
	}

	@Override
	public abstract int write(ByteBuffer from, long position) throws IOException;

	@Override
	public int write(ByteBuffer from) throws IOException {
		long position = this.file.position();
		int written = write(from, position);
		this.file.position(position + written);
		return written;
	}

	@Override
	public final long write(ByteBuffer[] from, int offset, int length) throws IOException {
		long written = 0;
		for (int i = offset; i < offset + length; i++) {
			while (from[i].hasRemaining()) {
				written += write(from[i]);
			}
		}
		return written;
	}

	@Override
	public final long transferFrom(ReadableByteChannel from, long position, long count) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(COPIED, count));
		long copied = 0;
		while (copied < count) {
			bytes.clear().limit((int) Math.min(bytes.capacity(), count - copied));
			if (from.read(bytes) <= 0) {
				break;
			}
			bytes.flip();
			while (bytes.hasRemaining()) {
				copied += write(bytes, position + copied);
			}
		}
		return copied;
	}

	@Override
	public int read(ByteBuffer to) throws IOException {
		return this.file.read(to);
	}

	@Override
	public long read(ByteBuffer[] to, int offset, int length) throws IOException {
		return this.file.read(to, offset, length);
	}

	@Override
	public int read(ByteBuffer to, long position) throws IOException {
		return this.file.read(to, position);
	}

	@Override
	public long transferTo(long position, long count, WritableByteChannel to) throws IOException {
		return this.file.transferTo(position, count, to);
	}

	@Override
	public long position() throws IOException {
		return this.file.position();
	}

	@Override
	public FileChannel position(long position) throws IOException {
		this.file.position(position);
		return this;
	}

	@Override
	public long size() throws IOException {
		return this.file.size();
	}

	@Override
	public FileChannel truncate(long size) throws IOException {
		this.file.truncate(size);
		return this;
	}

	@Override
	public void force(boolean metadata) throws IOException {
		this.file.force(metadata);
	}

	@Override
	public MappedByteBuffer map(MapMode mode, long position, long size) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileLock lock(long position, long size, boolean shared) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileLock tryLock(long position, long size, boolean shared) {
		throw new UnsupportedOperationException();
	}

	@Override
	protected void implCloseChannel() throws IOException {
		this.file.close();
	}

}
